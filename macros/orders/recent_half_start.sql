{# the middle day of an odd number of days belongs to the earlier half #}
{% macro recent_half_start(window_starts_on, as_of_date) -%}
    cast({{ dbt.dateadd(
        'day',
        '1 - ' ~ integer_divide(
            dbt.datediff(window_starts_on, as_of_date, 'day') ~ ' + 1', '2'
        ),
        as_of_date,
    ) }} as date)
{%- endmacro %}
