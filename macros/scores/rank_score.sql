{% macro rank_score(worst_to_best, ties, buckets) -%}
    1 + {{ integer_divide(
        buckets ~ ' * ' ~ customers_below(worst_to_best, ties), 'count(*) over ()'
    ) }}
{%- endmacro %}
