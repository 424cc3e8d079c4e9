{#
    the number of type-7 cut points strictly below a value that is itself in the data, counted
    without computing them: the j-th cut lies below it exactly if more than (n - 1) j / k
    customers do, so no fraction and no rounding is involved
#}
{% macro quantile_score(worst_to_best, ties, buckets, among='') -%}
    {%- set below = customers_below(worst_to_best, ties, among) -%}
    {%- set customers = 'count(*) over (' ~ among ~ ')' -%}
    greatest(1, coalesce({{ integer_divide(
        buckets ~ ' * ' ~ below ~ ' + ' ~ customers ~ ' - 2', 'nullif(' ~ customers ~ ' - 1, 0)'
    ) }}, 1))
{%- endmacro %}
