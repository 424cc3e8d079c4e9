{% macro rank_score(worst_to_best, ties, buckets, among='') -%}
    1 + {{ integer_divide(
        buckets ~ ' * ' ~ customers_below(worst_to_best, ties, among),
        'count(*) over (' ~ among ~ ')',
    ) }}
{%- endmacro %}
