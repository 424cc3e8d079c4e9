-- to the cent, and without a driver that takes more than the cents that rounding leaves
with

periods as (

    select * from {{ ref('customer_segmentation', 'int_periods_compared') }}

),

rounded as (

    select
        dimension,
        member,
        comparison,
        revenue_before,
        revenue_after,
        revenue_change,
        sum(effect) as effects
    from {{ ref('customer_segmentation', 'fct_revenue_changes') }}
    group by dimension, member, comparison, revenue_before, revenue_after, revenue_change

),

exact as (

    select
        effects.dimension,
        effects.member,
        periods.comparison,
        sum(effects.effect) as effects
    from {{ ref('customer_segmentation', 'int_change_effects') }} as effects
    inner join periods
        on effects.before_bit = periods.before_bit
    group by effects.dimension, effects.member, periods.comparison

),

lines as (

    select
        periods.comparison,
        sum(case when lines.ordered_on <= periods.before_last_on then lines.line_amount else 0 end)
            as revenue_before,
        sum(case when lines.ordered_on >= periods.after_first_on then lines.line_amount else 0 end)
            as revenue_after
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    inner join periods
        on
            lines.ordered_on between periods.before_first_on and periods.before_last_on
            or lines.ordered_on between periods.after_first_on and periods.after_last_on
    where lines.is_counted
    group by periods.comparison

),

-- every dimension has all lines in it
dimensions as (

    select
        dimension,
        comparison,
        sum(revenue_before) as revenue_before,
        sum(revenue_after) as revenue_after
    from rounded
    group by dimension, comparison

)

select
    rounded.dimension,
    rounded.member,
    rounded.comparison,
    'effects' as what
from rounded
inner join exact
    on
        rounded.dimension = exact.dimension
        and rounded.member = exact.member
        and rounded.comparison = exact.comparison
where
    rounded.effects <> rounded.revenue_change
    or abs(rounded.revenue_change - exact.effects)
    > 0.01 + 0.000000001 * (abs(rounded.revenue_before) + abs(rounded.revenue_after))
union all
select
    dimensions.dimension,
    null as member,
    lines.comparison,
    'revenue' as what
from lines
left join dimensions
    on lines.comparison = dimensions.comparison
where
    dimensions.dimension is null
    or lines.revenue_before <> dimensions.revenue_before
    or lines.revenue_after <> dimensions.revenue_after
