{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- cuts between the values: 28, 46, 64 and 82
many as (

    select * from (
        values
        (10, 1), (20, 1), (30, 2), (40, 2), (50, 3), (60, 3), (70, 4), (80, 4), (90, 5), (100, 5)
    ) as many (input, expected)

),

-- cuts on values: 2, 4, 6 and 8 are the highest of their bins
edges as (

    select * from (
        values
        (0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)
    ) as edges (input, expected)

),

-- the cuts are 1, 1, 1 and 2
tied as (

    select * from (
        values (1, 1), (1, 1), (1, 1), (1, 1), (2, 4), (3, 5)
    ) as tied (input, expected)

),

equal as (

    select * from (values (7, 1), (7, 1), (7, 1)) as equal (input, expected)

),

few as (

    select * from (values (-5, 1), (0, 3), (5, 5)) as few (input, expected)

),

single as (

    select * from (values (7, 1)) as single (input, expected)

),

-- with broken ties the cut is on the position: 1, 2, 3 and 4 of 0 to 5
broken as (

    select * from (
        values ('d', 7, 4), ('b', 7, 2), ('f', 8, 5), ('c', 7, 3), ('e', 6, 1), ('a', 7, 1)
    ) as broken (customer_id, input, expected)

),

-- who has no value is compared with nobody who has one
unknown as (

    select * from (
        values (1, 1), (2, 3), (3, 5), (null, null), (null, null)
    ) as unknown (input, expected)

),

compared as (
    {% for cases in ['many', 'edges', 'tied', 'equal', 'few', 'single'] %}
    select
        '{{ cases }}' as described_as,
        input,
        {{ quantile_score('input', 'shared', 5) }} as actual,
        expected
    from {{ cases }}
    union all
    {%- endfor %}
    select
        'broken' as described_as,
        input,
        {{ quantile_score('input', 'broken', 5) }} as actual,
        expected
    from broken
    union all
    select
        'three buckets, worst is most' as described_as,
        input,
        {{ quantile_score('input desc', 'shared', 3) }} as actual,
        case input when -5 then 3 when 0 then 2 else 1 end as expected
    from few
    union all
    select
        'unknown' as described_as,
        input,
        case
            when input is not null
                then {{ quantile_score('input', 'shared', 5, 'partition by input is null') }}
        end as actual,
        expected
    from unknown

)

select * from compared
where actual is distinct from expected
