{# the texts of a group as one, in order, one a line #}
{% macro joined_text(column, order_by, separator='\n') -%}
    {{ return(adapter.dispatch('joined_text', 'customer_segmentation')(
        column, order_by, separator
    )) }}
{%- endmacro %}

{% macro default__joined_text(column, order_by, separator) -%}
    {{ return(dbt.listagg(column, text_literal(separator), 'order by ' ~ order_by)) }}
{%- endmacro %}

{# no aggregate keeps an order there: texts are collected behind their keys, and sorted by them #}
{% macro spark__joined_text(column, order_by, separator) -%}
    {%- set keys = [] -%}
    {%- for key in order_by.split(',') -%}
        {%- set words = key.split() -%}
        {%- do keys.append(
            ('-1 * ' if words[-1] == 'desc' else '') ~ words[0] ~ ' as key_' ~ loop.index
        ) -%}
    {%- endfor -%}
    case
        when count({{ column }}) > 0
            then array_join(
                sort_array(collect_list(
                    struct({{ keys | join(', ') }}, {{ column }} as joined_text)
                )).joined_text, {{ text_literal(separator) }}
            )
    end
{%- endmacro %}
