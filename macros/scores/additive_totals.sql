{#
    the totals of a customer that are sums over orders by day, for today and for earlier days: what
    such a row adds, its type, whether only the later half of the window counts (`is_recent`), and
    whether it is unknown while no row has it (`is_optional`)
#}
{% macro additive_totals() -%}
    {%- set purchase = 'case when is_purchase then 1 else 0 end' -%}
    {%- set money = type_of('money') -%}
    {{ return([
        {'name': 'orders', 'adds': purchase, 'type': 'bigint'},
        {'name': 'order_lines', 'adds': 'order_lines', 'type': 'bigint'},
        {'name': 'refund_lines', 'adds': 'refund_lines', 'type': 'bigint'},
        {'name': 'units', 'adds': 'units', 'type': type_of('quantity'), 'is_optional': true},
        {'name': 'revenue', 'adds': 'revenue', 'type': money},
        {'name': 'refunds', 'adds': 'refunds', 'type': money},
        {'name': 'recent_revenue', 'adds': 'revenue', 'type': money, 'is_recent': true},
        {'name': 'recent_orders', 'adds': purchase, 'type': 'bigint', 'is_recent': true},
    ]) }}
{%- endmacro %}
