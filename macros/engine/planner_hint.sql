{#
    what tells the engine how to work out a CTE, behind its `as`. streamed: anew wherever it is
    read, where all of its rows would be kept in memory otherwise; kept_apart: once, where the
    formula of a column would be written out wherever the column is named: a chain of such CTEs has
    formulas of any length; by_itself: before what reads it is planned
#}
{% macro planner_hint(wish) -%}
    {{ return(adapter.dispatch('planner_hint', 'customer_segmentation')(wish)) }}
{%- endmacro %}

{# works a column out once anyway, and streams its rows to who reads them #}
{% macro default__planner_hint(wish) -%}
    {{ return({
        'streamed': 'not materialized ', 'kept_apart': '', 'by_itself': 'materialized ',
    }[wish]) }}
{%- endmacro %}

{# reads and converts text so slowly that once is better than streamed #}
{% macro postgres__planner_hint(wish) -%}
    {{ return({
        'streamed': '', 'kept_apart': 'materialized ', 'by_itself': 'materialized ',
    }[wish]) }}
{%- endmacro %}

{# keeps no CTE; the materialization table_in_steps looks for the comment #}
{% macro spark__planner_hint(wish) -%}
    {{ return({'streamed': '', 'kept_apart': '', 'by_itself': '/* by itself */ '}[wish]) }}
{%- endmacro %}
