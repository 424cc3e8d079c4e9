{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
    {%- if datepart == 'day' -%}
    date_add({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
    {%- elif datepart == 'month' -%}
    add_months({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
    {%- else -%}
    {{ return(dbt.spark__dateadd(datepart, interval, from_date_or_timestamp)) }}
    {%- endif -%}
{%- endmacro %}

{% macro spark__datediff(first_date, second_date, datepart) -%}
    {%- if datepart == 'day' -%}
    datediff({{ second_date }}, {{ first_date }})
    {%- elif datepart == 'month' -%}
    (
        12 * (year({{ second_date }}) - year({{ first_date }}))
        + month({{ second_date }}) - month({{ first_date }})
    )
    {%- else -%}
    {{ return(dbt.spark__datediff(first_date, second_date, datepart)) }}
    {%- endif -%}
{%- endmacro %}
