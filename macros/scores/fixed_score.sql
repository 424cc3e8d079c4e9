{#
    the score of a value by the bounds of its metric, side by side in `score_bounds`: that of the
    largest bound it reaches. Nothing lies outside: what is below all bounds has the lowest
#}
{% macro fixed_score(metric, column, fewer_is_better=false) -%}
    {%- set buckets = setting('score_buckets') -%}
    {#- from the largest bound down; the last needs no comparison -#}
    {%- set scores = range(1, buckets) if fewer_is_better else range(buckets, 1, -1) -%}
    case
        {%- for score in scores %}
        when {{ column }} >= score_bounds.{{ metric }}_{{ score }} then {{ score }}
        {%- endfor %}
        else {{ buckets if fewer_is_better else 1 }}
    end
{%- endmacro %}
