{#
    of a value that is scored: how many customers have it, how many come before them, from worst to
    best, and of how many. Values are far fewer than customers, and so are the rows of the windows
#}
{% macro value_counts(metric, column, among='') -%}
    {%- set partition = 'partition by ' ~ among if among else '' -%}
    {%- set worst_to_best = column ~ (' desc' if metric == 'recency' else '') -%}
    count(*) as peers,
        cast(
            sum(count(*)) over ({{ partition }} order by {{ worst_to_best }}) - count(*) as bigint
        ) as customers_before,
        cast(sum(count(*)) over ({{ partition }}) as bigint) as customers
{%- endmacro %}
