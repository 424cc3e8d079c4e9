{# what a customer lacks of a better segment: `3 more orders`, `EUR 3,745 more revenue` #}
{% macro step_in_words(metric_name, amount) -%}
    case {{ metric_name }}
        {%- for metric in movable_metrics() %}
        {%- set is_money = metric.name in ['revenue', 'refunds', 'average_order_value'] %}
        {%- set written = amount_in_words(amount) if is_money else _shortened_number(amount) %}
        when '{{ metric.name }}' then {{ change_in_words(metric, amount, written) }}
        {%- endfor %}
    end
{%- endmacro %}

{# `3` for a whole number and `3.25` for another #}
{% macro _shortened_number(value) -%}
    case
        when {{ value }} = floor({{ value }}) then {{ grouped_number(value) }}
        else {{ grouped_number(value, 2) }}
    end
{%- endmacro %}
