{#
    the CTE `scored` of a model that has `valued`: the three scores, each among the customers of the
    same day, or by fixed bounds
#}
{% macro scores_of_customers(among=none) -%}
{#- unit tests of fixed scores need the bounds built before, whatever the setting is -#}
{% if not execute -%}
    {%- do ref('customer_segmentation', 'stg_segmentation__score_bounds') -%}
{% endif -%}
{% set fixed = fixed_metrics() -%}
{% if fixed -%}
score_bounds as (

    select
        {% for metric in fixed -%}
        {%- set outer = loop -%}
        {%- for score in range(1, setting('score_buckets') + 1) -%}
        max(
            case when metric = '{{ metric }}' and score = {{ score }} then at_least end
        ) as {{ metric }}_{{ score }}{% if not (outer.last and loop.last) %},{% endif %}
        {% endfor -%}
        {% endfor %}
    from {{ ref('customer_segmentation', 'stg_segmentation__score_bounds') }}

),

{% endif -%}
scored as (

    select
        valued.*,
        {{ score('recency', 'recency_days', fewer_is_better=true, among=among) }} as recency_score,
        {{ score('frequency', 'frequency', among=among) }} as frequency_score,
        {{ score('monetary', 'monetary', among=among) }} as monetary_score
    from valued
    {%- if fixed %}
    cross join score_bounds
    {%- endif %}

)
{%- endmacro %}
