{# a look-up may have left a transaction open, which dbt would roll back: it is ended first #}
{% macro committed(change) -%}
    {%- call statement('look_up') -%}
        select 1 as nothing
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {{ return(adapter.dispatch('committed', 'customer_segmentation')(change)) }}
{%- endmacro %}

{# a statement stands by itself where each is a transaction of its own #}
{% macro default__committed(change) -%}
    {{ change }}
{%- endmacro %}

{# the driver opens a transaction unasked, and dbt, which knows of none, would not end it #}
{% macro postgres__committed(change) -%}
    {{ change }};
    commit
{%- endmacro %}
