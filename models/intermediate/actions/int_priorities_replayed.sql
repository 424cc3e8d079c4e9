{%- set rankings = {
    'expected_gain': 'cast(slipping_probability as decimal(19, 6)) * expected_value',
    'past_revenue': 'revenue',
    'days_since_last_order': 'recency_days',
    'segment_average': 'segment_average',
} -%}
with

-- who was late on an earlier day: the list that there would have been
candidates as (

    select * from {{ ref('customer_segmentation', 'int_customer_outlooks') }}
    where
        is_at_risk
        and not is_today

),

-- the shipped scheme, or the first of one's own
scheme as (

    select coalesce(max(case when scheme = 'rfm' then scheme end), min(scheme)) as name
    from {{ ref('customer_segmentation', 'int_history_position_segments') }}

),

segmented as (

    select
        history.as_of_date,
        history.customer_id,
        history.revenue,
        {{ ratio(
            'sum(history.revenue) over of_segment', 'count(*) over of_segment', 4, 28
        ) }} as segment_average
    from {{ ref('customer_segmentation', 'int_history_segmented') }} as history
    inner join scheme
        on history.scheme = scheme.name
    window of_segment as (partition by history.as_of_date, history.segment)

),

-- what became of them: a year of revenue is lost with who didn't come back
followed as (

    select
        candidates.as_of_date,
        candidates.customer_id,
        sum(case when orders.ordered_on <= candidates.as_of_date then orders.revenue else 0 end)
            as revenue_before,
        max(case
            when orders.is_purchase and orders.ordered_on > candidates.as_of_date then 1 else 0
        end) as came_back
    from candidates
    left join {{ ref('customer_segmentation', 'int_orders_by_day') }} as orders
        on
            candidates.customer_id = orders.customer_id
            and orders.ordered_on
            > cast({{ dbt.dateadd('day', -365, 'candidates.as_of_date') }} as date)
            and orders.ordered_on <= cast({{ dbt.dateadd(
                'day', setting('return_days'), 'candidates.as_of_date'
            ) }} as date)
    group by candidates.as_of_date, candidates.customer_id

),

ranked as (

    select
        candidates.as_of_date,
        candidates.customer_id,
        followed.came_back,
        case when followed.came_back = 0 then greatest(followed.revenue_before, 0) else 0 end
            as revenue_lost,
        {% for ranking, value in rankings.items() -%}
        row_number() over (
            partition by candidates.as_of_date
            order by {{ value }} desc nulls last, candidates.customer_id
        ) as place_by_{{ ranking }},
        {% endfor -%}
        count(*) over (partition by candidates.as_of_date) as candidates_of_day
    from candidates
    inner join followed
        on
            candidates.as_of_date = followed.as_of_date
            and candidates.customer_id = followed.customer_id
    left join segmented
        on
            candidates.as_of_date = segmented.as_of_date
            and candidates.customer_id = segmented.customer_id

)

select * from ranked
