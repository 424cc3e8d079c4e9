{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

bounds as (

    select
        cast(bound as {{ bound_type() }}) as bound,
        kind
    from (
        values
        (5.5, 'three'),
        (-2, 'three'),
        (9, 'three'),
        (5.5, 'three'),
        (null, 'three'),
        (null, 'none')
    ) as bounds (bound, kind)

),

collected as (

    select
        kind,
        {{ sorted_array('bound') }} as sorted_bounds
    from bounds
    group by kind

),

cases as (

    select * from (
        values
        ('below all', 'three', -3, 0),
        ('on the first', 'three', -2, 1),
        ('just below the second', 'three', 5.49, 1),
        ('on the second, which is there twice', 'three', 5.5, 2),
        ('on the last', 'three', 9, 3),
        ('above all', 'three', 1000000, 3),
        ('missing', 'three', null, null)
    ) as cases (described_as, kind, value, expected)

),

counted as (

    select
        cases.described_as,
        {{ count_up_to('collected.sorted_bounds', 'cases.value') }} as actual,
        cases.expected
    from cases
    inner join collected
        on cases.kind = collected.kind
    union all
    select
        'no bounds are no array' as described_as,
        case when sorted_bounds is null then 0 else 1 end as actual,
        0 as expected
    from collected
    where kind = 'none'

)

select *
from counted
where
    actual <> expected
    or (actual is null) <> (expected is null)
