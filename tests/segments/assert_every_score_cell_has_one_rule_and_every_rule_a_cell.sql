-- what is wrong with the rules of a scheme together
{{ config(fail_calc=raised()) }}

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

matches as (

    select * from {{ ref('customer_segmentation', 'int_score_cell_rules') }}

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
