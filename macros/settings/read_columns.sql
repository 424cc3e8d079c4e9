{#
    the columns of an input that are read: all but what came later, unless extra_columns names it
    or the demo company stands in, whose seed has it
#}
{% macro read_columns(name) -%}
    {%- set input = inputs()[name] -%}
    {%- set unread = (input.extra or []) | reject('in', setting('extra_columns') or []) | list -%}
    {%- if unread and is_shipped(name) -%}
        {%- set unread = unread | select('in', input.not_in_seed or []) | list -%}
    {%- endif -%}
    {{ return(input.columns | reject('in', unread) | list) }}
{%- endmacro %}
