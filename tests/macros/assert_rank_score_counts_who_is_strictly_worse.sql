{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- ten values in five buckets; three values that straddle an edge share the lower one's score
many as (

    select * from (
        values
        (10, 1), (20, 1), (30, 2), (40, 2), (40, 2), (40, 2), (70, 4), (80, 4), (90, 5), (100, 5)
    ) as many (input, expected)

),

equal as (

    select * from (values (7, 1), (7, 1), (7, 1)) as equal (input, expected)

),

few as (

    select * from (values (-5, 1), (0, 2), (5, 4)) as few (input, expected)

),

single as (

    select * from (values (7, 1)) as single (input, expected)

),

-- with broken ties every bucket is as full as the next
tied as (

    select * from (
        values ('d', 7, 3), ('b', 7, 2), ('f', 8, 3), ('c', 7, 2), ('e', 6, 1), ('a', 7, 1)
    ) as tied (customer_id, input, expected)

),

compared as (

    select
        input,
        {{ rank_score('input', 'shared', 5) }} as actual,
        expected
    from many
    union all
    select
        input,
        {{ rank_score('input', 'shared', 5) }} as actual,
        expected
    from equal
    union all
    select
        input,
        {{ rank_score('input', 'shared', 5) }} as actual,
        expected
    from few
    union all
    select
        input,
        {{ rank_score('input', 'shared', 5) }} as actual,
        expected
    from single
    union all
    select
        input,
        {{ rank_score('input', 'broken', 3) }} as actual,
        expected
    from tied
    union all
    select
        input,
        {{ rank_score('input desc', 'shared', 3) }} as actual,
        case input when -5 then 3 when 0 then 2 else 1 end as expected
    from few

)

select * from compared
where actual is distinct from expected
