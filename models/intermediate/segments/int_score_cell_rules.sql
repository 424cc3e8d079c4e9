{%- set score_metrics = [
    'recency_score', 'frequency_score', 'monetary_score', 'frequency_monetary_score', 'rfm_total',
] -%}
with

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

cells as (

    select * from {{ ref('customer_segmentation', 'int_score_cells') }}

),

-- schemes that look at nothing but scores can be checked cell by cell, before a customer is seen
maps as (

    select
        scheme,
        max(case when is_catch_all then 1 else 0 end) = 1 as is_cascade
    from rules
    group by scheme
    having
    {% for metric in rule_metrics() if metric.name not in score_metrics -%}
        count({{ metric.name }}_bounds) = 0{% if not loop.last %} and{% endif %}
    {% endfor %}

),

matched as (

    select
        maps.scheme,
        maps.is_cascade,
        cells.cell_name,
        cells.is_in_use,
        rules.segment,
        rules.priority,
        row_number() over (
            partition by maps.scheme, cells.cell_name order by rules.priority
        ) as match_rank
    from maps
    cross join cells
    left join rules
        on
            maps.scheme = rules.scheme
            and {{ holds('cells', 'rules', score_metrics) }}

)

select * from matched
