{#
    where a customer stands among the customers of the same day, by revenue: the columns that
    metrics() needs. With a frozen day, who has less and what is usual are those of that day:
    there, peers are counted with and without, so that the difference is who has strictly less
#}
{% macro standing(among='', is_frozen=false) -%}
    {%- set positive = 'greatest(revenue, 0)' -%}
    sum({{ positive }}) over ({{ among }}) as positive_revenue,
        sum({{ positive }}) over ({{ among }} order by revenue) as revenue_up_to,
        count(*) over ({{ among }} order by revenue) - rank() over ({{ among }} order by revenue)
        + 1 as peers,
    {%- if is_frozen %}
    {%- set of_frozen_day = 'sum(case when is_frozen_day then 1 else 0 end)' %}
        {{ of_frozen_day }} over () as customers,
        {{ of_frozen_day }} over (order by revenue)
        - {{ of_frozen_day }} over (partition by revenue) as customers_with_less_revenue,
        sum(case when is_frozen_day then orders end) over () as compared_orders,
        sum(case when is_frozen_day then {{ positive }} end) over () as compared_revenue
    {%- else %}
        count(*) over ({{ among }}) as customers,
        rank() over ({{ among }} order by revenue) - 1 as customers_with_less_revenue,
        sum(orders) over ({{ among }}) as compared_orders,
        sum({{ positive }}) over ({{ among }}) as compared_revenue
    {%- endif %}
{%- endmacro %}
