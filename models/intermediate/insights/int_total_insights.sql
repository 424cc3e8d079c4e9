{%- set buckets = setting('score_buckets') -%}
{%- set scores = {
    'recency': 'Recency', 'frequency': 'Frequency', 'monetary': 'Monetary value',
} -%}
with

totalled as (

    select
        count(*) as customers,
        sum(orders) as orders,
        sum(revenue) as revenue,
        {{ ratio('sum(revenue)', 'sum(orders)', setting('amount_decimals')) }}
            as average_order_value,
        {{ ratio('count(case when is_repeat_customer then 1 end)', 'count(*)') }} as repeat_rate
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}
    having count(*) > 0

),

accepted as (

    select count(*) as lines from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

rejected as (

    select count(*) as lines from {{ ref('customer_segmentation', 'fct_rejected_order_lines') }}

),

-- a share that is short of one is not rounded to one
lines_read as (

    select
        accepted.lines + rejected.lines as lines_read,
        case
            when rejected.lines = 0 then 1
            else least({{ ratio('accepted.lines', 'accepted.lines + rejected.lines') }}, 0.999999)
        end as accepted_share
    from accepted
    cross join rejected
    where accepted.lines + rejected.lines > 0

),

scored as (

    select
        count(metrics.days_between_orders) * 2 > count(*) as has_rhythm,
        round(percentile_cont(0.5) within group (order by metrics.days_between_orders))
            as usual_gap,
        max(scores.recency_days) - min(scores.recency_days) as spread,
        count(distinct scores.recency_days) as recency_values,
        count(distinct scores.frequency) as frequency_values,
        count(distinct scores.monetary) as monetary_values
    from {{ ref('customer_segmentation', 'fct_customer_rfm_scores') }} as scores
    inner join {{ ref('customer_segmentation', 'fct_customer_metrics') }} as metrics
        on scores.customer_id = metrics.customer_id
    -- a handful of customers has few values whatever they do
    having count(*) >= 20

),

told as (

    select
        {{ insight(
            'total_revenue', 'revenue', other='customers',
            variant="case when revenue < 0 then 'loss' end",
        ) }}
    from totalled
    union all
    select
        {{ insight(
            'total_orders', 'orders', other='average_order_value',
            variant="case when orders = 1 then 'one' end",
        ) }}
    from totalled
    where average_order_value >= 0
    union all
    select
        {{ insight(
            'repeat_rate', 'repeat_rate',
            variant="case repeat_rate when 0 then 'none' when 1 then 'all' end",
        ) }}
    from totalled
    union all
    select
        {{ insight(
            'lines_accepted', 'accepted_share', other='lines_read',
            variant="case when accepted_share = 1 then 'all' end",
        ) }}
    from lines_read
    {% for metric, name in scores.items() if metric_setting('score_method', metric) != 'fixed' -%}
    {% set values = metric ~ '_values' -%}
    union all
    select
        {{ insight(
            'score_values', values, by=["'" ~ metric ~ "'"], subject="'" ~ metric ~ "'",
            what="'" ~ name ~ "'", other=buckets,
            variant='case when ' ~ values ~ " = 1 then 'one' end",
        ) }}
    from scored
    where {{ values }} between 1 and {{ buckets }} - 1
    {% endfor -%}
    {% if metric_setting('score_method', 'recency') != 'fixed' -%}
    union all
    select
        {{ insight('score_spread', 'spread', by=["'recency'"], other='usual_gap') }}
    from scored
    where has_rhythm and spread < usual_gap
    {%- endif %}

)

select * from told
