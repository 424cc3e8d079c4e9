{# the score of recency, frequency or monetary by the settings, 1 (worst) to the buckets #}
{% macro score(metric, column, among=none) -%}
    {%- set fewer_is_better = metric == 'recency' -%}
    {%- set buckets = setting('score_buckets') -%}
    {%- set method = metric_setting('score_method', metric) -%}
    {%- set ties = metric_setting('score_ties', metric) -%}
    {%- set worst_to_best = column ~ (' desc' if fewer_is_better else '') -%}
    {%- set among = among or _among_known(column) -%}
    case
        when {{ column }} is not null then
        {%- if method == 'ntile' %}
            {{ ntile_score(worst_to_best, buckets, among) }}
        {%- elif method == 'fixed' %}
            {{ _fixed_score(metric, column, fewer_is_better) }}
        {%- elif method == 'quantile' and ties == 'shared' and fewer_is_better %}
            {#- cut on the days themselves and turned round, so that an edge has the better score #}
            {{ buckets }} + 1 - {{ quantile_score(column, ties, buckets, among) }}
        {%- elif method == 'quantile' %}
            {{ quantile_score(worst_to_best, ties, buckets, among) }}
        {%- else %}
            {{ rank_score(worst_to_best, ties, buckets, among) }}
        {%- endif %}
    end
{%- endmacro %}

{#
    the customers that a score compares with each other: all, but with totals instead of lines a
    value can be missing, and who has none is neither better nor worse than anybody
#}
{% macro _among_known(column) -%}
    {%- if uses_totals() -%}partition by {{ column }} is null{%- endif -%}
{%- endmacro %}

{#
    the score of a value by the bounds of its metric, side by side in `score_bounds`: that of the
    largest bound it reaches. Nothing lies outside: what is below all bounds has the lowest
#}
{% macro _fixed_score(metric, column, fewer_is_better=false) -%}
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
