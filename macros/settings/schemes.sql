{#
    schemes `shipped`; `chosen`: those that the setting lists, none where it is `all`; `assigned`:
    those that are known to be. Scheme customer_group ships with the rules, and its segments come
    from the data
#}
{% macro schemes(which) -%}
    {%- set shipped = ['rfm', 'rfm_11', 'account_tier', 'lifecycle', 'customer_group'] -%}
    {%- if which == 'shipped' -%}
        {{ return(shipped) }}
    {%- endif -%}
    {%- set named = setting('schemes') -%}
    {%- set chosen = [] if named == 'all' else named | map('lower') | map('trim') | list -%}
    {%- if which == 'assigned' and not chosen -%}
        {{ return(shipped if is_shipped('segments') else []) }}
    {%- endif -%}
    {{ return(chosen) }}
{%- endmacro %}
