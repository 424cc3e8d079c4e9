{%- set score_metrics = [
    'recency_score', 'frequency_score', 'monetary_score', 'frequency_monetary_score', 'rfm_total',
] -%}
with

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

cells as (

    select * from {{ ref('customer_segmentation', 'int_score_cells') }}

),

-- schemes that look at nothing but scores can be checked cell by cell, before any customer is seen
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

matches as (

    select
        maps.scheme,
        maps.is_cascade,
        cells.cell_name,
        cells.is_in_use,
        rules.priority,
        rules.segment,
        row_number() over (
            partition by maps.scheme, cells.cell_name order by rules.priority
        ) as match_rank
    from maps
    cross join cells
    left join rules
        on
            maps.scheme = rules.scheme
            and {{ holds('cells', 'rules', score_metrics) }}

),

gaps as (

    select
        scheme || ': no rule for ' || min(cell_name)
        || case
            when count(*) > 1
                then ' and ' || cast(count(*) - 1 as {{ dbt.type_string() }}) || ' more'
            else ''
        end || '.' as problem
    from matches
    where
        priority is null
        and is_in_use
    group by scheme

),

-- a catch-all makes a cascade, whose rules may overlap; a map without one must be unambiguous
conflicts as (

    select
        firsts.scheme || ': rules ' || cast(firsts.priority as {{ dbt.type_string() }})
        || ' (' || firsts.segment || ') and ' || cast(others.priority as {{ dbt.type_string() }})
        || ' (' || others.segment || ') both hold for ' || min(firsts.cell_name)
        || '; allowed: one rule for each cell, or a catch-all as the last rule.' as problem
    from matches as firsts
    inner join matches as others
        on
            firsts.scheme = others.scheme
            and firsts.cell_name = others.cell_name
            and firsts.match_rank < others.match_rank
    where not firsts.is_cascade
    group by firsts.scheme, firsts.priority, firsts.segment, others.priority, others.segment

),

dead_rules as (

    select
        rules.scheme || ': rule ' || cast(rules.priority as {{ dbt.type_string() }})
        || ' (' || rules.segment || ') can never win; '
        || coalesce(
            'earlier rules take ' || min(matches.cell_name) || ' and every other cell of it.',
            'no score meets its bounds.'
        ) as problem
    from rules
    inner join maps
        on rules.scheme = maps.scheme
    left join matches
        on
            rules.scheme = matches.scheme
            and rules.priority = matches.priority
    group by rules.scheme, rules.priority, rules.segment
    having min(coalesce(matches.match_rank, 2)) > 1

),

-- in any scheme: an earlier rule whose bounds are as wide or wider in every metric
covered_rules as (

    select
        covered.scheme || ': rule ' || cast(covered.priority as {{ dbt.type_string() }})
        || ' (' || covered.segment || ') can never win; rule '
        || cast(min(covering.priority) as {{ dbt.type_string() }})
        || ' holds whenever it does.' as problem
    from rules as covered
    inner join rules as covering
        on
            covered.scheme = covering.scheme
            and covered.priority > covering.priority
            and {{ covers('covering', 'covered') }}
    group by covered.scheme, covered.priority, covered.segment

),

problems as (

    select problem from gaps
    union all
    select problem from conflicts
    union all
    select problem from dead_rules
    union all
    select problem from covered_rules

)

select * from problems
