{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('10', 10), (' 7 ', 7), ('-3', -3), ('+3', 3), ('2.', 2), ('2.00', 2), ('1.5', null),
        ('1e3', null), ('2147483647', 2147483647), ('2147483648', null),
        ('-2147483648', -2147483648), ('-2147483649', null), ('', null),
        ('ten', null), (null, null)
    ) as cases (input, expected)

),

compared as (

    select
        input,
        {{ try_integer('input') }} as actual,
        expected
    from cases
    union all
    select
        cast(expected as {{ dbt.type_string() }}) as input,
        {{ try_integer('expected * 1.5') }} as actual,
        case when expected = 10 then 15 end as expected
    from cases
    where expected in (10, 7)

)

select * from compared
where actual is distinct from expected
