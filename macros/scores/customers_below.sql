{#
    how many customers come before this one, worst to best: with shared ties only those who are
    strictly worse, with broken ties also the equal ones with a lower customer_id
#}
{% macro customers_below(worst_to_best, ties, among='') -%}
    {%- if ties == 'broken' -%}
    (row_number() over ({{ among }} order by {{ worst_to_best }}, customer_id) - 1)
    {%- else -%}
    (rank() over ({{ among }} order by {{ worst_to_best }}) - 1)
    {%- endif -%}
{%- endmacro %}
