{# the score of recency, frequency or monetary by the settings, 1 (worst) to the buckets #}
{% macro score(metric, column, fewer_is_better=false, among=none) -%}
    {%- set buckets = setting('score_buckets') -%}
    {%- set method = metric_setting('score_method', metric) -%}
    {%- set ties = metric_setting('score_ties', metric) -%}
    {%- set worst_to_best = column ~ (' desc' if fewer_is_better else '') -%}
    {%- set among = among or among_known(column) -%}
    case
        when {{ column }} is not null then
        {%- if method == 'ntile' %}
            {{ ntile_score(worst_to_best, buckets, among) }}
        {%- elif method == 'fixed' %}
            {{ fixed_score(metric, column, fewer_is_better) }}
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
