{#
    what tells the engine how to work out a CTE, behind its `as`. streamed: anew wherever it is
    read, where all of its rows would be kept in memory otherwise; kept_apart: once, where the
    formula of a column would be written out wherever the column is named: a chain of such CTEs has
    formulas of any length; by_itself: before what reads it is planned. Of a model, in_steps is the
    materialization of a long chain of CTEs, whole_tables a pre-hook: the model reads tables whole
#}
{% macro planner_hint(wish) -%}
    {{ return(adapter.dispatch('planner_hint', 'customer_segmentation')(wish)) }}
{%- endmacro %}

{# works a column out once anyway, and streams its rows to who reads them #}
{% macro default__planner_hint(wish) -%}
    {{ return({
        'streamed': 'not materialized ', 'kept_apart': '', 'by_itself': 'materialized ',
        'in_steps': 'table', 'whole_tables': '',
    }[wish]) }}
{%- endmacro %}

{#
    Reads and converts text so slowly that once is better than streamed. Tables just built have no
    statistics, and joins on several conditions are taken for one row: PostgreSQL then compares
    every row with every row, where other joins do best, until the end of the transaction; and
    compiling a query takes longer than running it
#}
{% macro postgres__planner_hint(wish) -%}
    {{ return({
        'streamed': '', 'kept_apart': 'materialized ', 'by_itself': 'materialized ',
        'in_steps': 'table', 'whole_tables': 'set local enable_nestloop = off; set local jit = off',
    }[wish]) }}
{%- endmacro %}

{# keeps no CTE; the materialization table_in_steps looks for the comment #}
{% macro spark__planner_hint(wish) -%}
    {{ return({
        'streamed': '', 'kept_apart': '', 'by_itself': '/* by itself */ ',
        'in_steps': 'table_in_steps', 'whole_tables': '',
    }[wish]) }}
{%- endmacro %}
