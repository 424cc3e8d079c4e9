{#
    the CTE `scored` of a model that has `valued`: the three scores, each among the customers of the
    same day
#}
{% macro scores_of_customers(among=none) -%}
scored as (

    select
        *,
        {{ score('recency', 'recency_days', fewer_is_better=true, among=among) }} as recency_score,
        {{ score('frequency', 'frequency', among=among) }} as frequency_score,
        {{ score('monetary', 'monetary', among=among) }} as monetary_score
    from valued

)
{%- endmacro %}
