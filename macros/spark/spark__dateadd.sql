{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
    {%- if datepart == 'day' -%}
    date_add({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
    {%- elif datepart == 'month' -%}
    add_months({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
    {%- else -%}
    {{ return(dbt.spark__dateadd(datepart, interval, from_date_or_timestamp)) }}
    {%- endif -%}
{%- endmacro %}
