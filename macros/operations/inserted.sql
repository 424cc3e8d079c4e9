{# adds the rows of a query to a log; the query has the log's columns, in their order #}
{% macro inserted(log, query) -%}
    {{ committed(
        'insert into ' ~ run_log(log) ~ ' (' ~ run_log_columns(log) | join(', ') ~ ')\n' ~ query
    ) }}
{%- endmacro %}
