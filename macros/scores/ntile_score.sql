{% macro ntile_score(worst_to_best, buckets, among='') -%}
    ntile({{ buckets }}) over ({{ among }} order by {{ worst_to_best }}, customer_id)
{%- endmacro %}
