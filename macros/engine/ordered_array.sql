{# the values of a group as an array, in the order of a key that no two of them share #}
{% macro ordered_array(value, order_by) -%}
    {{ return(adapter.dispatch('ordered_array', 'customer_segmentation')(value, order_by)) }}
{%- endmacro %}

{% macro default__ordered_array(value, order_by) -%}
    array_agg({{ value }} order by {{ order_by }})
{%- endmacro %}

{# no aggregate keeps an order there #}
{% macro spark__ordered_array(value, order_by) -%}
    sort_array(collect_list(struct({{ order_by }} as place, {{ value }} as item))).item
{%- endmacro %}
