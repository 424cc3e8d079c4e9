{# exact and the same in any order: a sum of 64 bits each doesn't fit into 64 bits #}
{% macro sum_of_hashes(column) -%}
    {{ return(adapter.dispatch('sum_of_hashes', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__sum_of_hashes(column) -%}
    cast(sum({{ column }}) as decimal(38, 0))
{%- endmacro %}

{# sums of 64 bits overflow there #}
{% macro spark__sum_of_hashes(column) -%}
    cast(sum(cast({{ column }} as decimal(28, 0))) as decimal(38, 0))
{%- endmacro %}
