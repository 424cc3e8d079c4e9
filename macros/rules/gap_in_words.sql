{# every change between two rows of metrics in words, such as `3 more orders and 12 days less recency` #}
{% macro gap_in_words(before, after) -%}
    concat_ws(
        ' and ',
        {%- for metric in movable_metrics() %}
        case
            when {{ after }}.{{ metric.name }} <> {{ before }}.{{ metric.name }}
                then {{ change_in_words(metric, change(metric, before, after)) }}
        end{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
