{#
    pre-hook of every model: how it is to be planned. Nothing where the engine needs no advice
#}
{% macro whole_tables() -%}
    {{ return(adapter.dispatch('whole_tables', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__whole_tables() -%}
{%- endmacro %}

{#
    Tables just built have no statistics, and joins on several conditions are taken for one row:
    PostgreSQL then compares every row with every row. Models read tables whole, which other joins
    do best; and compiling a query takes longer than running it. Until the end of the transaction
#}
{% macro postgres__whole_tables() -%}
    set local enable_nestloop = off;
    set local jit = off
{%- endmacro %}
