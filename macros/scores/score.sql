{#
    the score of recency, frequency or monetary by the settings, 1 (worst) to the buckets, where the
    counts of its value have been joined as `recency_values`, …: it follows from how many customers
    come before this one
#}
{% macro score(metric, column, among='') -%}
    {%- set counts = metric ~ '_values' -%}
    {%- set method = metric_setting('score_method', metric) -%}
    {%- set ties = 'broken' if method == 'ntile' else metric_setting('score_ties', metric) -%}
    {%- set buckets = setting('score_buckets') -%}
    {%- set before = counts ~ '.customers_before' -%}
    {%- if ties == 'broken' -%}
        {%- set before = before ~ ' + ' ~ _equal_customers_before(column, among) -%}
    {%- endif -%}
    case
        when {{ column }} is not null then
        {%- if method == 'fixed' %}
            {{ _fixed_score(metric, column) }}
        {%- elif method == 'ntile' %}
            {{ _ntile_score(before, counts ~ '.customers', buckets) }}
        {%- elif method == 'quantile' and ties == 'shared' and metric == 'recency' %}
            {#- cut on the days themselves and turned round, so that an edge has the better score #}
            {{ buckets }} + 1 - {{ _quantile_score(
                [counts ~ '.customers', before, counts ~ '.peers'] | join(' - '),
                counts ~ '.customers', buckets
            ) }}
        {%- elif method == 'quantile' %}
            {{ _quantile_score(before, counts ~ '.customers', buckets) }}
        {%- else %}
            {{ _rank_score(before, counts ~ '.customers', buckets) }}
        {%- endif %}
    end
{%- endmacro %}

{# broken ties: of the customers with one value, those with a lower customer_id come before #}
{% macro _equal_customers_before(column, among) -%}
    row_number() over (
                partition by {{ among ~ ', ' if among }}{{ column }} order by customer_id
            ) - 1
{%- endmacro %}

{#
    the score of a value by the bounds of its metric, side by side in `score_bounds`: that of the
    largest bound it reaches. Nothing lies outside: what is below all bounds has the lowest
#}
{% macro _fixed_score(metric, column) -%}
    {%- set fewer_is_better = metric == 'recency' -%}
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

{# 1 + floor(k x b / n) for k buckets, n customers and b customers before #}
{% macro _rank_score(before, customers, buckets) -%}
    1 + {{ integer_divide(buckets ~ ' * (' ~ before ~ ')', customers) }}
{%- endmacro %}

{#
    the number of type-7 cut points strictly below a value that is itself in the data, counted
    without computing them: the j-th cut lies below it exactly if more than (n - 1) j / k
    customers do, so no fraction and no rounding is involved (Hyndman and Fan 1996)
#}
{% macro _quantile_score(before, customers, buckets) -%}
    greatest(1, coalesce({{ integer_divide(
        buckets ~ ' * (' ~ before ~ ') + ' ~ customers ~ ' - 2',
        'nullif(' ~ customers ~ ' - 1, 0)'
    ) }}, 1))
{%- endmacro %}

{#
    buckets of equal size, the first ones one larger, as ntile() makes them. In the large ones b
    divided by their size is more than what the small ones would give, and the other way round
#}
{% macro _ntile_score(before, customers, buckets) -%}
    {%- set size = integer_divide(customers, buckets) -%}
    1 + greatest(
                {{ integer_divide(before, size ~ ' + 1') }},
                {{ integer_divide(
                    before ~ ' - mod(' ~ customers ~ ', ' ~ buckets ~ ')', 'nullif(' ~ size ~ ', 0)'
                ) }}
            )
{%- endmacro %}
