{#
    the word that has a CTE worked out anew wherever it is read, for engines that would keep all of
    its rows in memory otherwise
#}
{% macro streamed() -%}
    {{ return(adapter.dispatch('streamed', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__streamed() -%}
    {{ return('not materialized ') }}
{%- endmacro %}

{# reads and converts text so slowly that once is better #}
{% macro postgres__streamed() -%}
    {{ return('') }}
{%- endmacro %}

{# keeps no CTE #}
{% macro spark__streamed() -%}
    {{ return('') }}
{%- endmacro %}
