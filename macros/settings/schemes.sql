{# schemes `shipped`, or `chosen`: those that the setting lists, none where it is `all` #}
{% macro schemes(which) -%}
    {%- if which == 'shipped' -%}
        {{ return(['rfm', 'rfm_11', 'account_tier', 'lifecycle', 'customer_group']) }}
    {%- endif -%}
    {%- set chosen = setting('schemes') -%}
    {{ return([] if chosen == 'all' else chosen | map('lower') | map('trim') | list) }}
{%- endmacro %}
