-- what is wrong with the rules of a scheme together
{{ config(fail_calc=raised()) }}

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
        firsts.scheme || ': rules ' || cast(firsts.priority as {{ dbt.type_string() }})
        || ' (' || firsts.segment || ') and ' || cast(others.priority as {{ dbt.type_string() }})
        || ' (' || others.segment || ') both hold for '
        || {{ example_cell('firsts') }}
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
            'earlier rules take ' || {{ example_cell('matches') }} || ' and its other cells.',
            'no score meets its bounds.'
        ) as problem
    from rules
    left join matches
        on
            rules.scheme = matches.scheme
            and rules.priority = matches.priority
    where rules.scheme in (select maps.scheme from matches as maps)
    group by rules.scheme, rules.priority, rules.segment
    having min(coalesce(matches.match_rank, 2)) > 1

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

select {{ joined_text('problem', 'problem') }} as problem
from problems
having count(*) > 0
