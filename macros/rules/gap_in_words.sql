{# every change between two rows of metrics, such as `3 more orders and 63.30 more revenue` #}
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
