{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('Shipped', 'shipped', 'SHIPPED'),
        ('ON HOLD', 'on hold', 'ON HOLD'),
        ('STORNIERT Ö', 'storniert ö', 'STORNIERT Ö'),
        ('Żółć', 'żółć', 'ŻÓŁĆ'),
        ('Отменён', 'отменён', 'ОТМЕНЁН'),
        ('1 €', '1 €', '1 €'),
        ('', '', ''),
        (null, null, null)
    ) as cases (input, lower_case, upper_case)

),

compared as (

    select
        input,
        {{ in_lower_case(as_text('input')) }} as actual,
        lower_case as expected
    from cases
    union all
    select
        input,
        {{ in_upper_case(as_text('input')) }} as actual,
        upper_case as expected
    from cases

)

select * from compared
where actual is distinct from expected
