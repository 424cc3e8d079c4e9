with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

),

-- a month end with one after it: where the customer is then, or out of the window
steps as (

    select
        history.scheme,
        history.segment as from_segment,
        next_month.segment as to_segment
    from history
    left join history as next_month
        on
            history.scheme = next_month.scheme
            and history.customer_id = next_month.customer_id
            and history.next_as_of_date = next_month.as_of_date
    where history.next_as_of_date is not null

),

counted as (

    select
        scheme,
        from_segment,
        to_segment,
        count(*) as steps
    from steps
    group by scheme, from_segment, to_segment

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
