{# fail_calc of a test whose rows are sentences in the column `problem`: they are what the build stops with #}
{% macro raised() -%}
    count({{ raise_sentence('problem') }})
{%- endmacro %}
