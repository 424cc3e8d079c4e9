{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set families = [
    ('sorted_array, _count_up_to', 'described_as', 'bound_counted'),
    ('lowest_by', 'way_group', 'lowest_compared'),
    ('whole_numbers', 'described_as', 'number_compared'),
] %}

with

bound_bounds as (

    select
        cast(bound as {{ type_of('bound') }}) as bound,
        kind
    from (
        values
        (5.5, 'three'),
        (-2, 'three'),
        (9, 'three'),
        (5.5, 'three'),
        (null, 'three'),
        (null, 'none')
    ) as bound_bounds (bound, kind)

),

bound_collected as (

    select
        kind,
        {{ sorted_array('bound') }} as sorted_bounds
    from bound_bounds
    group by kind

),

bound_cases as (

    select * from (
        values
        ('below all', 'three', -3, 0),
        ('on the first', 'three', -2, 1),
        ('just below the second', 'three', 5.49, 1),
        ('on the second, which is there twice', 'three', 5.5, 2),
        ('on the last', 'three', 9, 3),
        ('above all', 'three', 1000000, 3),
        ('missing', 'three', null, null)
    ) as bound_cases (described_as, kind, value, expected)

),

bound_counted as (

    select
        bound_cases.described_as,
        {{ _count_up_to('bound_collected.sorted_bounds', 'bound_cases.value') }} as actual,
        bound_cases.expected
    from bound_cases
    inner join bound_collected
        on bound_cases.kind = bound_collected.kind
    union all
    select
        'no bound_bounds are no array' as described_as,
        case when sorted_bounds is null then 0 else 1 end as actual,
        0 as expected
    from bound_collected
    where kind = 'none'

),

lowest_ways as (

    select * from (
        values
        ('one', 7, 0.5),
        ('lowest comes last', 1, 0.5), ('lowest comes last', 3, 0.25),
        ('lowest comes first', 1, 0.25), ('lowest comes first', 3, 0.5),
        ('equals', 3, 0.25), ('equals', 2, 0.25), ('equals', 9, 0.25), ('equals', 1, 0.5),
        ('ten is above nine', 2, 10), ('ten is above nine', 1, 9),
        ('below zero', 1, 0), ('below zero', 2, -1)
    ) as lowest_ways (way_group, way, change)

),

lowest_cases as (

    select * from (
        values
        ('one', 7),
        ('lowest comes last', 3),
        ('lowest comes first', 1),
        ('equals', 2),
        ('ten is above nine', 1),
        ('below zero', 2)
    ) as lowest_cases (way_group, expected)

),

lowest_taken as (

    select
        way_group,
        {{ lowest_by('way', 'change') }} as way
    from lowest_ways
    group by way_group

),

lowest_compared as (

    select
        lowest_cases.way_group,
        lowest_taken.way as actual,
        lowest_cases.expected
    from lowest_cases
    left join lowest_taken
        on lowest_cases.way_group = lowest_taken.way_group

),

number_units as (

    {{ whole_numbers(1) }}

),

number_thousands as (

    {{ whole_numbers(3) }}

),

number_counted as (

    select
        'one digit' as described_as,
        case when min(number) = 0 and max(number) = 9 then count(distinct number) end as actual,
        count(*) as numbers,
        10 as expected
    from number_units
    union all
    select
        'three digits' as described_as,
        case when min(number) = 0 and max(number) = 999 then count(distinct number) end as actual,
        count(*) as numbers,
        1000 as expected
    from number_thousands

),

number_compared as (

    select
        described_as,
        actual,
        expected
    from number_counted
    union all
    select
        described_as,
        numbers as actual,
        expected
    from number_counted

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
