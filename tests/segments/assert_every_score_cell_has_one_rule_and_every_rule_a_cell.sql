-- what is wrong with the rules of a scheme together
{{ config(fail_calc=raised()) }}

{%- set score_metrics = [
    'recency_score', 'frequency_score', 'monetary_score', 'frequency_monetary_score', 'rfm_total',
] -%}
{#- one of the cells of a group, if it can be one that the buckets in use have -#}
{%- set cell_in_use = 'min(case when cells.is_in_use then cells.cell_name end)' -%}
{#- of each metric that a rule may name: the covering rule holds wherever the covered one does -#}
{%- set is_wider = [] -%}
{%- for metric in rule_metrics() | map(attribute='name') -%}
{%- for bound, inside in [(metric ~ '_at_least', '>='), (metric ~ '_below', '<=')] -%}
{%- do is_wider.append(
    'coalesce(covered.' ~ bound ~ inside ~ 'covering.' ~ bound ~ ', covering.' ~ bound ~ ' is null)'
) -%}
{%- endfor -%}
{%- endfor -%}
{%- set example_cell = 'coalesce(' ~ cell_in_use ~ ', min(cells.cell_name))' -%}
with

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

numbers as (

    {{ whole_numbers(1) }}

),

scores as (

    select number + 1 as score
    from numbers

),

-- up to ten buckets, whatever the setting: a rule that only finer scores reach is not dead
grid as (

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
        grid.cell_name,
        grid.is_in_use,
        rules.segment,
        rules.priority,
        row_number() over (
            partition by maps.scheme, grid.cell_name order by rules.priority
        ) as match_rank,
        count(rules.priority) over (partition by maps.scheme, rules.priority) as cells_of_rule
    from maps
    cross join grid
    left join rules
        on
            maps.scheme = rules.scheme
            and {{ holds('grid', 'rules', score_metrics) }}

),

totals as (

    select count(*) as cells from grid

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

matches as (

    select
        scheme,
        max(has_catch_all) over (partition by scheme) = 1 as is_cascade,
        cell_name,
        is_in_use,
        segment,
        priority,
        match_rank
    from flagged

),

gaps as (

    select
        scheme || ': no rule for ' || min(cell_name)
        || case count(*)
            when 1 then '.'
            else ' and ' || cast(count(*) - 1 as {{ dbt.type_string() }}) || ' more cells.'
        end as problem
    from matches
    where
        priority is null
        and is_in_use
    group by scheme

),

-- a catch-all makes a cascade, whose rules may overlap; a map without one must be unambiguous
conflicts as (

    select
        cells.scheme || ': rules ' || cast(cells.priority as {{ dbt.type_string() }})
        || ' (' || cells.segment || ') and ' || cast(others.priority as {{ dbt.type_string() }})
        || ' (' || others.segment || ') both hold for '
        || {{ example_cell }}
        || '; allowed: one rule for each cell, or a catch-all as the last rule.' as problem
    from matches as cells
    inner join matches as others
        on
            cells.scheme = others.scheme
            and cells.cell_name = others.cell_name
            and cells.match_rank < others.match_rank
    where not cells.is_cascade
    group by cells.scheme, cells.priority, cells.segment, others.priority, others.segment

),

dead_rules as (

    select
        rules.scheme || ': rule ' || cast(rules.priority as {{ dbt.type_string() }})
        || ' (' || rules.segment || ') can never win; '
        || coalesce(
            'earlier rules take ' || {{ example_cell }} || ' and its other cells.',
            'no score meets its bounds.'
        ) as problem
    from rules
    left join matches as cells
        on
            rules.scheme = cells.scheme
            and rules.priority = cells.priority
    where rules.scheme in (select maps.scheme from matches as maps)
    group by rules.scheme, rules.priority, rules.segment
    having min(coalesce(cells.match_rank, 2)) > 1

),

-- in any scheme: an earlier rule whose bounds are as wide or wider in every metric
covered_rules as (

    select
        covered.scheme || ': rule ' || cast(covered.priority as {{ dbt.type_string() }})
        || ' (' || covered.segment || ') can never win; rule '
        || cast(min(covering.priority) as {{ dbt.type_string() }}) || ' covers it.' as problem
    from rules as covered
    inner join rules as covering
        on
            covered.scheme = covering.scheme
            and covered.priority > covering.priority
    where {{ is_wider | join(' and ') }}
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

select {{ joined_text('problem', 'problem') }} as problem
from problems
having count(*) > 0
