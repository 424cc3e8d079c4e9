{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set families = [
    ('_rank_score', 'input', 'rank_compared'),
    ('_quantile_score', "concat_ws(': ', described_as, input)", 'cut_compared'),
    ('_ntile_score', "concat_ws(': ', customer_id, input)", 'tile_compared'),
] %}

with

-- ten values in five buckets; three values that straddle an edge share the lower one's score
rank_many as (

    select * from (
        values
        (10, 1), (20, 1), (30, 2), (40, 2), (40, 2), (40, 2), (70, 4), (80, 4), (90, 5), (100, 5)
    ) as rank_many (input, expected)

),

rank_equal as (

    select * from (values (7, 1), (7, 1), (7, 1)) as rank_equal (input, expected)

),

rank_few as (

    select * from (values (-5, 1), (0, 2), (5, 4)) as rank_few (input, expected)

),

rank_single as (

    select * from (values (7, 1)) as rank_single (input, expected)

),

-- with broken ties every bucket is as full as the next
rank_tied as (

    select * from (
        values ('d', 7, 3), ('b', 7, 2), ('f', 8, 3), ('c', 7, 2), ('e', 6, 1), ('a', 7, 1)
    ) as rank_tied (customer_id, input, expected)

),

rank_compared as (

    select
        input,
        {{ _rank_score('input', 'shared', 5) }} as actual,
        expected
    from rank_many
    union all
    select
        input,
        {{ _rank_score('input', 'shared', 5) }} as actual,
        expected
    from rank_equal
    union all
    select
        input,
        {{ _rank_score('input', 'shared', 5) }} as actual,
        expected
    from rank_few
    union all
    select
        input,
        {{ _rank_score('input', 'shared', 5) }} as actual,
        expected
    from rank_single
    union all
    select
        input,
        {{ _rank_score('input', 'broken', 3) }} as actual,
        expected
    from rank_tied
    union all
    select
        input,
        {{ _rank_score('input desc', 'shared', 3) }} as actual,
        case input when -5 then 3 when 0 then 2 else 1 end as expected
    from rank_few

),

-- cuts between the values: 28, 46, 64 and 82
cut_many as (

    select * from (
        values
        (10, 1), (20, 1), (30, 2), (40, 2), (50, 3), (60, 3), (70, 4), (80, 4), (90, 5), (100, 5)
    ) as cut_many (input, expected)

),

-- cuts on values: 2, 4, 6 and 8 are the highest of their bins
cut_edges as (

    select * from (
        values
        (0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)
    ) as cut_edges (input, expected)

),

-- the cuts are 1, 1, 1 and 2
cut_tied as (

    select * from (
        values (1, 1), (1, 1), (1, 1), (1, 1), (2, 4), (3, 5)
    ) as cut_tied (input, expected)

),

cut_equal as (

    select * from (values (7, 1), (7, 1), (7, 1)) as cut_equal (input, expected)

),

cut_few as (

    select * from (values (-5, 1), (0, 3), (5, 5)) as cut_few (input, expected)

),

cut_single as (

    select * from (values (7, 1)) as cut_single (input, expected)

),

-- with cut_broken ties the cut is on the position: 1, 2, 3 and 4 of 0 to 5
cut_broken as (

    select * from (
        values ('d', 7, 4), ('b', 7, 2), ('f', 8, 5), ('c', 7, 3), ('e', 6, 1), ('a', 7, 1)
    ) as cut_broken (customer_id, input, expected)

),

-- who has no value is cut_compared with nobody who has one
cut_unknown as (

    select * from (
        values (1, 1), (2, 3), (3, 5), (null, null), (null, null)
    ) as cut_unknown (input, expected)

),

cut_compared as (
    {% for cases in ['many', 'edges', 'tied', 'equal', 'few', 'single'] %}
    select
        '{{ cases }}' as described_as,
        input,
        {{ _quantile_score('input', 'shared', 5) }} as actual,
        expected
    from cut_{{ cases }}
    union all
    {%- endfor %}
    select
        'broken' as described_as,
        input,
        {{ _quantile_score('input', 'broken', 5) }} as actual,
        expected
    from cut_broken
    union all
    select
        'three buckets, worst is most' as described_as,
        input,
        {{ _quantile_score('input desc', 'shared', 3) }} as actual,
        case input when -5 then 3 when 0 then 2 else 1 end as expected
    from cut_few
    union all
    select
        'unknown' as described_as,
        input,
        case
            when input is not null
                then {{ _quantile_score('input', 'shared', 5, 'partition by input is null') }}
        end as actual,
        expected
    from cut_unknown

),

-- seven customers in three buckets: 3, 2 and 2; tile_equal values are told apart by customer_id
tile_tied as (

    select * from (
        values
        ('d', 7, 2), ('b', 7, 1), ('f', 8, 3), ('c', 7, 2), ('e', 6, 1), ('a', 7, 1), ('g', 9, 3)
    ) as tile_tied (customer_id, input, expected)

),

tile_turned as (

    select * from (
        values
        ('d', 7, 3), ('b', 7, 2), ('f', 8, 1), ('c', 7, 2), ('e', 6, 3), ('a', 7, 1), ('g', 9, 1)
    ) as tile_turned (customer_id, input, expected)

),

tile_equal as (

    select * from (
        values ('b', 0, 2), ('a', 0, 1), ('d', 0, 4), ('c', 0, 3)
    ) as tile_equal (customer_id, input, expected)

),

tile_single as (

    select * from (values ('a', 7, 1)) as tile_single (customer_id, input, expected)

),

tile_unknown as (

    select * from (
        values ('b', 2, 3), ('a', 1, 2), ('c', -1, 1), ('0', null, null), ('d', null, null)
    ) as tile_unknown (customer_id, input, expected)

),

tile_compared as (

    select
        customer_id,
        input,
        {{ _ntile_score('input', 3) }} as actual,
        expected
    from tile_tied
    union all
    select
        customer_id,
        input,
        {{ _ntile_score('input desc', 3) }} as actual,
        expected
    from tile_turned
    union all
    select
        customer_id,
        input,
        {{ _ntile_score('input', 5) }} as actual,
        expected
    from tile_equal
    union all
    select
        customer_id,
        input,
        {{ _ntile_score('input', 10) }} as actual,
        expected
    from tile_single
    union all
    select
        customer_id,
        input,
        case
            when input is not null
                then {{ _ntile_score('input', 3, 'partition by input is null') }}
        end as actual,
        expected
    from tile_unknown

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
