{# fail_calc of a test whose rows are sentences (`problem`): the build stops with them #}
{% macro raised() -%}
    count({{ raise_sentence('problem') }})
{%- endmacro %}
