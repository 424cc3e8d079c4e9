{# what a metric in whole steps fits in: 64 bits #}
{% macro step_type(metric) -%}
    {%- set places = step_places(metric) -%}
    {{ 'decimal(18, ' ~ places ~ ')' if places else 'bigint' }}
{%- endmacro %}
