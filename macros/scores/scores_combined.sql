{# the CTE `combined` of a model that has the three scores: what is made of them #}
{% macro scores_combined(scores='scored') -%}
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
    from {{ scores }}

)
{%- endmacro %}
