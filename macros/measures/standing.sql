{#
    how many customers there are to compare with, and how many of them have less revenue: those of
    the same day, or those of the frozen day. There, peers are counted with and without, so that the
    difference is who has strictly less
#}
{% macro standing(among='', is_frozen=false) -%}
    {%- if is_frozen -%}
    {%- set of_frozen_day = 'sum(case when customers.is_frozen_day then 1 else 0 end)' -%}
    {{ of_frozen_day }} over () as customers,
        {{ of_frozen_day }} over (order by customers.revenue)
        - {{ of_frozen_day }} over (partition by customers.revenue) as customers_with_less_revenue
    {%- else -%}
    count(*) over ({{ among }}) as customers,
        rank() over ({{ among }} order by customers.revenue) - 1 as customers_with_less_revenue
    {%- endif -%}
{%- endmacro %}
