{#
    how many customers there are to compare with, what they ordered, and how many of them have less
    revenue: those of the same day, or those of the frozen day. There, peers are counted with and
    without, so that the difference is who has strictly less
#}
{% macro standing(among='', is_frozen=false) -%}
    {%- if is_frozen -%}
    {%- set of_frozen_day = 'sum(case when customers.is_frozen_day then 1 else 0 end)' -%}
    {{ of_frozen_day }} over () as customers,
        {{ of_frozen_day }} over (order by customers.revenue)
        - {{ of_frozen_day }} over (partition by customers.revenue) as customers_with_less_revenue,
        sum(case when customers.is_frozen_day then customers.orders end) over () as compared_orders,
        sum(case when customers.is_frozen_day then greatest(customers.revenue, 0) end) over ()
            as compared_revenue
    {%- else -%}
    count(*) over ({{ among }}) as customers,
        rank() over ({{ among }} order by customers.revenue) - 1 as customers_with_less_revenue,
        sum(customers.orders) over ({{ among }}) as compared_orders,
        sum(greatest(customers.revenue, 0)) over ({{ among }}) as compared_revenue
    {%- endif -%}
{%- endmacro %}
