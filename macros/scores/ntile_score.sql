{% macro ntile_score(worst_to_best, buckets) -%}
    ntile({{ buckets }}) over (order by {{ worst_to_best }}, customer_id)
{%- endmacro %}
