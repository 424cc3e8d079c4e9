{# the same edges of the data as is_complete_month #}
{% macro is_complete_week(week_starts_on, as_of_dates) -%}
    {{ week_starts_on }} >= {{ as_of_dates }}.window_starts_on
    and {{ week_starts_on }} >= {{ as_of_dates }}.first_line_on
    and cast({{ dbt.dateadd('day', 6, week_starts_on) }} as date) <= {{ as_of_dates }}.as_of_date
    and {{ week_starts_on }} <= {{ as_of_dates }}.last_line_on
{%- endmacro %}
