with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

),

-- a month end with one after it: where the customer is then, or out of the window
counted as (

    select
        scheme,
        segment as from_segment,
        next_segment as to_segment,
        count(*) as steps
    from history
    where next_month is not null
    group by scheme, segment, next_segment

),

shared as (

    select
        scheme,
        from_segment,
        to_segment,
        steps,
        {{ ratio('steps', 'sum(steps) over (partition by scheme, from_segment)', 10) }}
            as probability
    from counted

)

select * from shared
