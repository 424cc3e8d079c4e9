{# a statement of 10,000 rows is quick, and one of a million would not fit #}
{% macro spark__get_batch_size() -%}
    {{ return(10000) }}
{%- endmacro %}
