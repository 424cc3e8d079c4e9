{%- set score_metrics = [
    'recency_score', 'frequency_score', 'monetary_score', 'frequency_monetary_score', 'rfm_total',
] -%}
with

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

scores as (
    {% for score in range(1, 11) %}
    select {{ score }} as score
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

-- up to ten buckets, whatever the setting: a rule that only finer scores reach is not dead
cells as (

    select
        recency.score as recency_score,
        frequency.score as frequency_score,
        monetary.score as monetary_score,
        {{ frequency_monetary_score('frequency.score', 'monetary.score') }}
            as frequency_monetary_score,
        recency.score + frequency.score + monetary.score as rfm_total,
        greatest(recency.score, frequency.score, monetary.score)
        <= {{ setting('score_buckets') }} as is_in_use,
        'recency ' || cast(recency.score as {{ dbt.type_string() }})
        || ', frequency ' || cast(frequency.score as {{ dbt.type_string() }})
        || ', monetary ' || cast(monetary.score as {{ dbt.type_string() }}) as cell_name
    from scores as recency
    cross join scores as frequency
    cross join scores as monetary

),

-- schemes that look at nothing but scores can be checked cell by cell, before a customer is seen
maps as (

    select
        scheme,
        max(case when is_catch_all then 1 else 0 end) = 1 as is_cascade
    from rules
    group by scheme
    having
    {% for metric in rule_metrics() if metric.name not in score_metrics -%}
        count({{ metric.name }}_bounds) = 0{% if not loop.last %} and{% endif %}
    {% endfor %}

),

matched as (

    select
        maps.scheme,
        maps.is_cascade,
        cells.cell_name,
        cells.is_in_use,
        rules.segment,
        rules.priority,
        row_number() over (
            partition by maps.scheme, cells.cell_name order by rules.priority
        ) as match_rank,
        count(rules.priority) over (partition by maps.scheme, rules.priority) as cells_of_rule
    from maps
    cross join cells
    left join rules
        on
            maps.scheme = rules.scheme
            and {{ holds('cells', 'rules', score_metrics) }}

),

totals as (

    select count(*) as cells from cells

),

-- a rule that holds for every cell is a catch-all in other words
flagged as (

    select
        matched.*,
        case
            when matched.is_cascade or matched.cells_of_rule = totals.cells then 1
            else 0
        end as has_catch_all
    from matched
    cross join totals

),

judged as (

    select
        scheme,
        max(has_catch_all) over (partition by scheme) = 1 as is_cascade,
        cell_name,
        is_in_use,
        segment,
        priority,
        match_rank
    from flagged

)

select * from judged
