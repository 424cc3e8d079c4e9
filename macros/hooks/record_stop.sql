{# a run that is stopped before it builds anything gets no hooks at its end: it is recorded here #}
{% macro record_stop() -%}
    {%- if is_recorded() -%}
        {%- do run_query(record_run([])) -%}
    {%- endif -%}
{%- endmacro %}
