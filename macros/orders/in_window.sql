{# whether a day lies in the window that is looked at, both ends included #}
{% macro in_window(days, as_of_dates) -%}
    {{ days }}.ordered_on >= {{ as_of_dates }}.window_starts_on
    and {{ days }}.ordered_on <= {{ as_of_dates }}.as_of_date
{%- endmacro %}
