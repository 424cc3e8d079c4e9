{# the scheme customer_group ships with the rules, but its segments come from the data #}
{% macro has_customer_groups() -%}
    {%- set chosen = schemes('chosen') -%}
    {{ return('customer_group' in chosen if chosen else is_shipped('segments')) }}
{%- endmacro %}
