{# equal values get equal scores, because only the customers who are strictly worse are counted #}
{% macro rank_score(worst_to_best, buckets) -%}
    1 + {{ integer_divide(
        buckets ~ ' * (rank() over (order by ' ~ worst_to_best ~ ') - 1)', 'count(*) over ()'
    ) }}
{%- endmacro %}
