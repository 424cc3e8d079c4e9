{# the scheme customer_group ships with the rules, but its segments come from the data #}
{% macro has_customer_groups() -%}
    {%- set schemes = setting('schemes') -%}
    {%- if schemes == 'all' -%}
        {{ return(is_shipped('segments')) }}
    {%- else -%}
        {{ return('customer_group' in schemes | map('lower') | map('trim')) }}
    {%- endif -%}
{%- endmacro %}
