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
            {{ _ntile_score(worst_to_best, buckets, among) }}
        {%- elif method == 'fixed' %}
            {{ _fixed_score(metric, column, fewer_is_better) }}
        {%- elif method == 'quantile' and ties == 'shared' and fewer_is_better %}
            {#- cut on the days themselves and turned round, so that an edge has the better score #}
            {{ buckets }} + 1 - {{ _quantile_score(column, ties, buckets, among) }}
        {%- elif method == 'quantile' %}
            {{ _quantile_score(worst_to_best, ties, buckets, among) }}
        {%- else %}
            {{ _rank_score(worst_to_best, ties, buckets, among) }}
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

{# 1 + floor(k x b / n) for k buckets, n customers and b customers below #}
{% macro _rank_score(worst_to_best, ties, buckets, among='') -%}
    1 + {{ integer_divide(
        buckets ~ ' * ' ~ _customers_below(worst_to_best, ties, among),
        'count(*) over (' ~ among ~ ')',
    ) }}
{%- endmacro %}

{#
    the number of type-7 cut points strictly below a value that is itself in the data, counted
    without computing them: the j-th cut lies below it exactly if more than (n - 1) j / k
    customers do, so no fraction and no rounding is involved (Hyndman and Fan 1996)
#}
{% macro _quantile_score(worst_to_best, ties, buckets, among='') -%}
    {%- set below = _customers_below(worst_to_best, ties, among) -%}
    {%- set customers = 'count(*) over (' ~ among ~ ')' -%}
    greatest(1, coalesce({{ integer_divide(
        buckets ~ ' * ' ~ below ~ ' + ' ~ customers ~ ' - 2', 'nullif(' ~ customers ~ ' - 1, 0)'
    ) }}, 1))
{%- endmacro %}

{# buckets of equal size, the first ones one larger; always breaks ties, by customer_id #}
{% macro _ntile_score(worst_to_best, buckets, among='') -%}
    ntile({{ buckets }}) over ({{ among }} order by {{ worst_to_best }}, customer_id)
{%- endmacro %}

{#
    how many customers come before this one, worst to best: with shared ties only those who are
    strictly worse, with broken ties also the equal ones with a lower customer_id
#}
{% macro _customers_below(worst_to_best, ties, among='') -%}
    {%- if ties == 'broken' -%}
    (row_number() over ({{ among }} order by {{ worst_to_best }}, customer_id) - 1)
    {%- else -%}
    (rank() over ({{ among }} order by {{ worst_to_best }}) - 1)
    {%- endif -%}
{%- endmacro %}
