{#
    the CTEs `scored` and `combined` of a model that has `valued`: the three scores, each among the
    customers of the same day, and what is made of them
#}
{% macro scores_of_customers(among=none) -%}
scored as (

    select
        *,
        {{ score('recency', 'recency_days', fewer_is_better=true, among=among) }} as recency_score,
        {{ score('frequency', 'frequency', among=among) }} as frequency_score,
        {{ score('monetary', 'monetary', among=among) }} as monetary_score
    from valued

),

combined as (

    select
        customer_id,
        as_of_date,
        recency_days,
        cast(frequency as integer) as frequency,
        cast(monetary as {{ money_type() }}) as monetary,
        cast(recency_score as integer) as recency_score,
        cast(frequency_score as integer) as frequency_score,
        cast(monetary_score as integer) as monetary_score,
        cast({{ integer_divide('frequency_score + monetary_score + 1', '2') }} as integer)
            as frequency_monetary_score,
        cast(recency_score + frequency_score + monetary_score as integer) as rfm_total
    from scored

)
{%- endmacro %}
