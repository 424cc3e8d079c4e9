{# the schemes that ship; dim_customers has a column for each of them #}
{% macro shipped_schemes() -%}
    {{ return(['rfm', 'rfm_11', 'account_tier', 'lifecycle', 'customer_group']) }}
{%- endmacro %}
