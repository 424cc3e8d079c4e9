{# the day whose bands all days of the history are scored by, where thresholds are frozen #}
{% macro frozen_on(as_of_date) -%}
    {%- if setting('history_frozen_on') -%}
    cast('{{ setting('history_frozen_on') }}' as date)
    {%- else -%}
    {{ as_of_date }}
    {%- endif -%}
{%- endmacro %}
