{%- set row = 'dimension, member, comparison' -%}
with

effects as (

    select
        *,
        revenue_after - revenue_before as revenue_change,
        cast(effect as {{ type_of('money') }}) as rounded_effect
    from {{ ref('customer_segmentation', 'int_change_effects') }}

),

-- the largest effect takes the cents that rounding leaves, which is the same one if the periods are
-- swapped; of customers won and lost, and of refunds, the sums are exact
ranked as (

    select
        *,
        revenue_change - sum(rounded_effect) over (partition by {{ row }}) as rest,
        row_number() over (
            partition by {{ row }}
            order by
                case when driver in ('customers_won', 'customers_lost', 'refunds') then 1 else 0 end,
                abs(effect) desc,
                driver_rank asc
        ) as place
    from effects

),

rounded as (

    select
        *,
        cast(
            case when place = 1 then rounded_effect + rest else rounded_effect end
            as {{ type_of('money') }}
        ) as money_effect
    from ranked

),

names as (

    select
        scheme || '_segment' as dimension,
        segment as member,
        segment_name as member_name
    from {{ ref('customer_segmentation', 'int_segments') }}

),

named as (

    select
        rounded.dimension,
        rounded.member,
        coalesce(names.member_name, rounded.member) as member_name,
        rounded.comparison,
        rounded.driver,
        rounded.driver_rank,
        rounded.customers,
        rounded.revenue_before,
        rounded.revenue_after,
        cast(rounded.revenue_change as {{ type_of('money') }}) as revenue_change,
        rounded.money_effect as effect,
        {{ ratio('rounded.money_effect', 'rounded.revenue_change') }} as part_of_change,
        rounded.measure_before,
        rounded.measure_after,
        periods.before_first_on,
        periods.before_last_on,
        periods.after_first_on,
        periods.after_last_on
    from rounded
    inner join {{ ref('customer_segmentation', 'int_periods_compared') }} as periods
        on rounded.comparison = periods.comparison
    left join names
        on
            rounded.dimension = names.dimension
            and rounded.member = names.member

),

told as (

    select
        *,
        {{ effect_in_words() }} as sentence
    from named

)

select * from told
