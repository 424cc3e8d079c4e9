{# how a model of lines is built: whole each time, or kept and brought up to date #}
{% macro kept_or_made_again() -%}
    {{ return('incremental' if setting('incremental_lines') else 'table') }}
{%- endmacro %}
