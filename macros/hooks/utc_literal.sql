{# a moment of the run's clock, which is UTC, as text that every engine casts to a timestamp #}
{% macro utc_literal(moment) -%}
    '{{ moment.astimezone(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f") }}'
{%- endmacro %}
