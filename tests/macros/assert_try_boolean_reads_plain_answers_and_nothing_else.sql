{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('true', true), ('t', true), ('yes', true), ('y', true), ('1', true), (' True ', true),
        ('YES', true), ('false', false), ('f', false), ('no', false), ('n', false), ('0', false),
        ('FALSE', false), (' N', false), ('2', null), ('-1', null), ('1.0', null), ('on', null),
        ('truee', null), ('', null), ('null', null), (null, null)
    ) as cases (input, expected)

),

-- typed columns: booleans and whole numbers
compared as (

    select
        input,
        {{ try_boolean('input') }} as actual,
        expected
    from cases
    union all
    select
        input,
        {{ try_boolean('expected') }} as actual,
        expected
    from cases
    union all
    select
        input,
        {{ try_boolean('case when expected then 1 else 0 end') }} as actual,
        expected
    from cases
    where expected is not null

)

select * from compared
where actual is distinct from expected
