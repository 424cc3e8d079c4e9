{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- seven customers in three buckets: 3, 2 and 2; equal values are told apart by customer_id
tied as (

    select * from (
        values
        ('d', 7, 2), ('b', 7, 1), ('f', 8, 3), ('c', 7, 2), ('e', 6, 1), ('a', 7, 1), ('g', 9, 3)
    ) as tied (customer_id, input, expected)

),

turned as (

    select * from (
        values
        ('d', 7, 3), ('b', 7, 2), ('f', 8, 1), ('c', 7, 2), ('e', 6, 3), ('a', 7, 1), ('g', 9, 1)
    ) as turned (customer_id, input, expected)

),

equal as (

    select * from (
        values ('b', 0, 2), ('a', 0, 1), ('d', 0, 4), ('c', 0, 3)
    ) as equal (customer_id, input, expected)

),

single as (

    select * from (values ('a', 7, 1)) as single (customer_id, input, expected)

),

unknown as (

    select * from (
        values ('b', 2, 3), ('a', 1, 2), ('c', -1, 1), ('0', null, null), ('d', null, null)
    ) as unknown (customer_id, input, expected)

),

compared as (

    select
        customer_id,
        input,
        {{ ntile_score('input', 3) }} as actual,
        expected
    from tied
    union all
    select
        customer_id,
        input,
        {{ ntile_score('input desc', 3) }} as actual,
        expected
    from turned
    union all
    select
        customer_id,
        input,
        {{ ntile_score('input', 5) }} as actual,
        expected
    from equal
    union all
    select
        customer_id,
        input,
        {{ ntile_score('input', 10) }} as actual,
        expected
    from single
    union all
    select
        customer_id,
        input,
        case
            when input is not null
                then {{ ntile_score('input', 3, 'partition by input is null') }}
        end as actual,
        expected
    from unknown

)

select * from compared
where actual is distinct from expected
