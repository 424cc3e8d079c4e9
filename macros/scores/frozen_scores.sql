{#
    the CTEs `edges` and `frozen` of a model that has `scored`: each day's customers scored by the
    bands of one day. An edge is the worst value that has a score on that day, so that the day
    itself keeps its scores. Fixed bounds are those of any day
#}
{% macro frozen_scores() -%}
{%- set metrics = {
    'recency': {'column': 'recency_days', 'edge': 'max', 'reaches': '<='},
    'frequency': {'column': 'frequency', 'edge': 'min', 'reaches': '>='},
    'monetary': {'column': 'monetary', 'edge': 'min', 'reaches': '>='},
} -%}
{%- set moving = metrics.keys() | reject('in', fixed_metrics()) | list -%}
{%- set better_scores = range(setting('score_buckets'), 1, -1) -%}
edges as (

    select
        {% for name in moving -%}
        {%- set metric = metrics[name] -%}
        {%- set outer = loop -%}
        {%- for score in better_scores -%}
        {{ metric.edge }}(
            case when scored.{{ name }}_score = {{ score }} then scored.{{ metric.column }} end
        ) as {{ name }}_edge_{{ score }}{% if not (outer.last and loop.last) %},{% endif %}
        {% endfor -%}
        {% endfor %}
        {{- 'count(*) as customers' if not moving }}
    from scored
    inner join as_of_dates
        on scored.as_of_date = as_of_dates.as_of_date
    where as_of_dates.is_frozen_day

),

frozen as (

    select
        scored.customer_id,
        scored.as_of_date,
        scored.recency_days,
        scored.frequency,
        scored.monetary,
        {% for name, metric in metrics.items() -%}
        {% if name not in moving -%}
        scored.{{ name }}_score
        {%- else -%}
        case
            {%- for score in better_scores %}
            when scored.{{ metric.column }} {{ metric.reaches }} edges.{{ name }}_edge_{{ score }}
                then {{ score }}
            {%- endfor %}
            else 1
        end
        {%- endif %} as {{ name }}_score{% if not loop.last %},{% endif %}
        {% endfor %}
    from scored
    cross join edges

)
{%- endmacro %}
