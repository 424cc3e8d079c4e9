{#
    where those stand who have one revenue, of the customers of the same day: columns by revenue
    that metrics() needs. With a frozen day, who has less and what is usual are those of that day:
    there, equals are counted with and without, so that the difference is who has strictly less
#}
{% macro standing(among='', is_frozen=false) -%}
    {%- set positive = 'sum(greatest(revenue, 0))' -%}
    {%- set customers = 'count(*)' -%}
    {%- set orders = 'sum(orders)' -%}
    {%- set compared = positive -%}
    {%- set partition = 'partition by ' ~ among if among else '' -%}
    {%- set of_compared = partition -%}
    {%- if is_frozen -%}
        {%- set customers = 'sum(case when is_frozen_day then 1 else 0 end)' -%}
        {%- set orders = 'sum(case when is_frozen_day then orders end)' -%}
        {%- set compared = 'sum(case when is_frozen_day then greatest(revenue, 0) end)' -%}
        {%- set of_compared = '' -%}
    {%- endif -%}
    count(*) as peers,
        sum({{ positive }}) over ({{ partition }}) as positive_revenue,
        sum({{ positive }}) over ({{ partition }} order by revenue) as revenue_up_to,
        cast(sum({{ customers }}) over ({{ of_compared }}) as bigint) as customers,
        cast(sum({{ customers }}) over ({{ of_compared }} order by revenue) as bigint)
        - {{ 'cast(sum(' ~ customers ~ ') over (partition by revenue) as bigint)' if is_frozen
            else customers }} as customers_with_less_revenue,
        sum({{ orders }}) over ({{ of_compared }}) as compared_orders,
        sum({{ compared }}) over ({{ of_compared }}) as compared_revenue
{%- endmacro %}
