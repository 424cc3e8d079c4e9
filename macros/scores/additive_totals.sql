{#
    the totals of a customer that are sums over orders by day, for today and for earlier days. Of
    each: its type; `of_lines`, what the counted lines of an order make of it on a day, a column of
    orders by day, or `of_orders`, what such a row adds without one; whether only the later half of
    the window counts (`is_recent`), and whether it is unknown while no line has it (`is_optional`).
    Those that aren't recent are metrics
#}
{% macro additive_totals() -%}
    {%- set purchase = 'case when is_purchase then 1 else 0 end' -%}
    {%- set money = type_of('money') -%}
    {%- set rows = [
        {'name': 'orders', 'of_orders': purchase, 'type': 'bigint'},
        {'name': 'order_lines', 'of_lines': 'count(*)', 'type': 'bigint'},
        {
            'name': 'refund_lines', 'type': 'bigint',
            'of_lines': 'count(case when line_amount < 0 then 1 end)',
        },
        {
            'name': 'units', 'type': type_of('quantity'), 'is_optional': true,
            'of_lines': 'sum(quantity)',
        },
        {'name': 'revenue', 'of_lines': 'sum(line_amount)', 'type': money},
        {
            'name': 'refunds', 'type': money,
            'of_lines': '-1 * sum(case when line_amount < 0 then line_amount else 0 end)',
        },
        {'name': 'recent_revenue', 'of_orders': 'revenue', 'type': money, 'is_recent': true},
        {'name': 'recent_orders', 'of_orders': purchase, 'type': 'bigint', 'is_recent': true},
    ] -%}
    {%- set totals = [] -%}
    {%- for row in rows -%}
        {%- do totals.append(dict(row, adds=row.of_orders or row.name)) -%}
    {%- endfor -%}
    {{ return(totals) }}
{%- endmacro %}
