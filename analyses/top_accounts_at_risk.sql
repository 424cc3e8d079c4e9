-- Which accounts are slipping away, what do they bring, and what is to be done for each of them?
-- The highest revenue first. Edit the three values: `account_tier` has an at_risk as well, and
-- `lifecycle` has potential_churner and churner.
{%- set scheme = 'rfm' -%}
{%- set segments = ['at_risk'] -%}
{%- set accounts = 25 %}
with

customers as (

    select * from {{ ref('customer_segmentation', 'dim_customers') }}

),

metrics as (

    select * from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

),

segmented as (

    select * from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    where
        scheme = '{{ scheme }}'
        and segment in ('{{ segments | join("', '") }}')

),

ranked as (

    select
        row_number() over (
            order by segmented.revenue desc, segmented.customer_id asc
        ) as account_rank,
        segmented.customer_id,
        customers.customer_name,
        customers.account_manager,
        segmented.segment_name,
        segmented.reason,
        segmented.better_segment,
        segmented.gap_to_better_segment,
        segmented.recommended_action,
        segmented.channel,
        segmented.owner,
        segmented.revenue,
        metrics.revenue_share,
        metrics.recency_days as days_since_last_order,
        metrics.lateness,
        metrics.last_ordered_on,
        segmented.review_on
    from segmented
    inner join metrics
        on segmented.customer_id = metrics.customer_id
    inner join customers
        on segmented.customer_id = customers.customer_id

)

select * from ranked
where account_rank <= {{ accounts }}
order by account_rank
