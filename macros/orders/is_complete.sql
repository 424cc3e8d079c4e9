{# a month or week that is cut off by the data's edge must not look like a fall #}
{% macro is_complete(period, starts_on, as_of_dates) -%}
    {%- set last_day = dbt.dateadd('day', 6, starts_on) if period == 'week'
        else dbt.dateadd('day', -1, dbt.dateadd('month', 1, starts_on)) -%}
    {%- set last_day = 'cast(' ~ last_day ~ ' as date)' -%}
    {{ starts_on }} >= {{ as_of_dates }}.window_starts_on
    and {{ starts_on }} >= {{ as_of_dates }}.first_line_on
    and {{ last_day }} <= {{ as_of_dates }}.as_of_date
    and {{ last_day }} <= cast({{ dbt.dateadd('day', 6, as_of_dates ~ '.last_line_on') }} as date)
{%- endmacro %}
