-- Which customers changed segment between two days? Both days are looked at as if they were today:
-- only the orders up to that day are in view, and the scores are cut anew among the customers of
-- that day. Scores are of method rank with shared ties, whatever the settings say.
-- Edit the three values: a scheme whose rules name nothing but recency and frequency scores, and
-- two days up to the as-of date.
{%- set scheme = 'rfm' -%}
{%- set from_date = '2025-06-30' -%}
{%- set to_date = '2025-12-31' %}
with

-- counted lines: what the settings exclude is left out, as in every mart
purchases as (

    select * from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_purchase

),

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}
    where scheme = '{{ scheme }}'

),

segments as (

    select * from {{ ref('customer_segmentation', 'dim_segments') }}
    where scheme = '{{ scheme }}'

),

days as (

    select cast('{{ from_date }}' as date) as as_of_date
    union all
    select cast('{{ to_date }}' as date) as as_of_date

),

seen as (

    select
        days.as_of_date,
        purchases.customer_id,
        count(distinct purchases.order_id) as frequency,
        max(purchases.order_placed_on) as last_ordered_on
    from days
    inner join purchases
        on days.as_of_date >= purchases.ordered_on
    group by days.as_of_date, purchases.customer_id

),

measured as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }}
            as recency_days
    from seen

),

ranked as (

    select
        *,
        rank() over (partition by as_of_date order by recency_days desc) - 1 as less_recent,
        rank() over (partition by as_of_date order by frequency) - 1 as less_frequent,
        count(*) over (partition by as_of_date) as customers
    from measured

),

scored as (

    select
        as_of_date,
        customer_id,
        recency_days,
        frequency,
        1 + {{ integer_divide(setting('score_buckets') ~ ' * less_recent', 'customers') }}
            as recency_score,
        1 + {{ integer_divide(setting('score_buckets') ~ ' * less_frequent', 'customers') }}
            as frequency_score
    from ranked

),

matched as (

    select
        scored.as_of_date,
        scored.customer_id,
        scored.recency_days,
        scored.frequency,
        min(rules.priority) as rule_priority
    from scored
    inner join rules
        on {{ holds('scored', 'rules', ['recency_score', 'frequency_score']) }}
    group by scored.as_of_date, scored.customer_id, scored.recency_days, scored.frequency

),

segmented as (

    select
        matched.*,
        segments.segment,
        segments.segment_rank
    from matched
    inner join rules
        on matched.rule_priority = rules.priority
    inner join segments
        on rules.segment = segments.segment

),

-- a first order after the first day makes a new customer
moved as (

    select
        after.customer_id,
        coalesce(before.segment, '(new)') as from_segment,
        after.segment as to_segment,
        case
            when before.segment is null then 'new'
            when after.segment_rank < before.segment_rank then 'better'
            else 'worse'
        end as direction,
        before.recency_days as recency_days_before,
        after.recency_days as recency_days_after,
        before.frequency as orders_before,
        after.frequency as orders_after
    from segmented as after
    left join segmented as before
        on
            after.customer_id = before.customer_id
            and before.as_of_date = cast('{{ from_date }}' as date)
    where
        after.as_of_date = cast('{{ to_date }}' as date)
        and after.segment <> coalesce(before.segment, '(new)')

)

select * from moved
order by direction, from_segment, to_segment, customer_id
