{#
    the mean gap between the days on which a customer has bought, and how much the gaps vary. Sums
    of whole days are exact, so the variation does not depend on the order they are added in
#}
{% macro order_rhythm() -%}
    {%- set gaps = '(order_days - 1)' -%}
    {%- set spread = gaps ~ ' * squared_gap_days - gap_days * gap_days' -%}
    {{ ratio('gap_days', 'order_days - 1', 2) }} as days_between_orders,
        case
            when order_days > 2
                then cast(sqrt(
                    cast({{ gaps }} * ({{ spread }}) as {{ type_of('float') }}) / (order_days - 2)
                ) / gap_days as decimal(18, 4))
        end as order_gap_variation
{%- endmacro %}
