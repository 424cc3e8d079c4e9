{# the first day that counts, looking back from an as-of date #}
{% macro window_start(as_of_date, first_line_on) -%}
    {%- if setting('lookback_months') -%}
    cast(
        {{ dbt.dateadd('month', '-' ~ setting('lookback_months'), as_of_date) }} as date
    ) + 1
    {%- else -%}
    {{ first_line_on }}
    {%- endif -%}
{%- endmacro %}
