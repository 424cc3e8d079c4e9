{# dbt has a dozen words for how a node ended; the record has four #}
{% macro how_it_ended(status, good='passed') -%}
    {%- if status == 'skipped' -%}
        {{ return('skipped') }}
    {%- elif status == 'warn' -%}
        {{ return('warned') }}
    {%- elif status in ['success', 'pass', 'no-op', 'reused'] -%}
        {{ return(good) }}
    {%- endif -%}
    {{ return('failed') }}
{%- endmacro %}
