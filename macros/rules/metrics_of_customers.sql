{#
    the CTE `joined` of a model that has `customers` and `scores`: every metric that a rule may name
    in one row
#}
{% macro metrics_of_customers(keys=['customer_id']) -%}
{%- set score_columns = [
    'frequency', 'monetary', 'recency_score', 'frequency_score', 'monetary_score',
    'frequency_monetary_score', 'rfm_total',
] -%}
joined as (

    select
        customers.*,
        {% for column in score_columns -%}
        scores.{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from customers
    inner join scores
        on
            {% for key in keys -%}
            {{ 'and ' if not loop.first }}customers.{{ key }} = scores.{{ key }}
            {% endfor %}

)
{%- endmacro %}
