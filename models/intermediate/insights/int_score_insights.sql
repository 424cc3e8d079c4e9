{%- set helps = "'. segmentation_score_method: fixed, with your own bounds, tells them apart.'" -%}
with

customers as (

    select
        metrics.customer_id,
        metrics.days_between_orders,
        scores.recency_days,
        scores.frequency,
        scores.monetary
    from {{ ref('customer_segmentation', 'fct_customer_rfm_scores') }} as scores
    inner join {{ ref('customer_segmentation', 'fct_customer_metrics') }} as metrics
        on scores.customer_id = metrics.customer_id

),

rhythms as (

    select
        count(*) as customers,
        count(days_between_orders) * 2 > count(*) as has_rhythm,
        max(recency_days) - min(recency_days) as spread,
        round(percentile_cont(0.5) within group (order by days_between_orders)) as usual_gap
    from customers

),

-- a handful of customers has few values whatever they do
metrics as (

    {% for metric, column in {
        'recency': 'recency_days', 'frequency': 'frequency', 'monetary': 'monetary',
    }.items() -%}
    select
        '{{ metric }}' as metric,
        {{ "'" ~ metric_setting('score_method', metric) ~ "'" }} as method,
        {{ setting('score_buckets') }} as buckets,
        count(distinct {{ column }}) as different_values
    from customers
    having count(*) >= 20
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}
),

told as (

    select
        {{ insight(
            id="'score_spread.recency'",
            sentence="'Recency tells nobody apart: all customers ordered last within '
                || " ~ grouped_number('spread') ~ " || ' days of each other, and half of them '
                || 'order every ' || " ~ grouped_number('usual_gap') ~ " || ' days or less often'
                || " ~ helps,
            figure='spread', unit="'days'", other_figure='usual_gap', other_unit="'days'",
            mart='fct_customer_metrics',
        ) }}
    from rhythms
    where
        customers >= 20
        and has_rhythm
        and spread < usual_gap
        and '{{ metric_setting('score_method', 'recency') }}' <> 'fixed'
    union all
    select
        {{ insight(
            id="'score_values.' || metric", subject='metric',
            sentence="case metric when 'recency' then 'Recency' when 'frequency' then 'Frequency'
                else 'Monetary value' end || ' has ' || case different_values
                when 1 then '1 value' else " ~ grouped_number('different_values')
                ~ " || ' different values' end || ' for ' || " ~ grouped_number('buckets')
                ~ " || ' scores, so some scores are nobody''s' || case different_values
                when 1 then '.' else " ~ helps ~ ' end',
            figure='different_values', unit="'different values'",
            other_figure='buckets', other_unit="'scores'",
            mart='fct_customer_rfm_scores',
        ) }}
    from metrics
    where
        different_values between 1 and buckets - 1
        and method <> 'fixed'

)

select * from told
