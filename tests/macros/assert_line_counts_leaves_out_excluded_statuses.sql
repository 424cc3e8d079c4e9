{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- by the default settings: cancelled orders are left out, refunds count
cases as (

    select * from (
        values
        ('shipped', 10, true),
        ('cancelled', 10, false),
        ('cancelled', -10, false),
        ('not cancelled', 10, true),
        ('shipped', 0, true),
        ('shipped', -10, true),
        (null, 10, true)
    ) as cases (order_status, line_amount, expected)

),

compared as (

    select
        cases.*,
        {{ line_counts('cases') }} as actual
    from cases

)

select * from compared
where actual is distinct from expected
