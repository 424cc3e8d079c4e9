{%- set row = 'dimension, member, before_bit' -%}
with

effects as (

    select
        *,
        cast(revenue_after - revenue_before as {{ type_of('money') }}) as revenue_change,
        cast(effect as {{ type_of('money') }}) as nearest
    from {{ ref('customer_segmentation', 'int_change_effects') }}

),

-- the largest effect takes the cents that rounding leaves: it is the same one if the periods are
-- swapped. What was won, lost and refunded has none
ranked as (

    select
        *,
        revenue_change - sum(nearest) over (partition by {{ row }}) as cents_left,
        row_number() over (
            partition by {{ row }}
            order by
                case when measure_after is null or driver = 'refunds' then 1 else 0 end,
                abs(effect) desc,
                driver_rank asc
        ) as place
    from effects

),

rounded as (

    select
        dimension,
        member,
        before_bit,
        driver,
        driver_rank,
        customers_kept,
        customers_won,
        customers_lost,
        revenue_before,
        revenue_after,
        revenue_change,
        cast(
            case when place = 1 then nearest + cents_left else nearest end
            as {{ type_of('money') }}
        ) as effect,
        measure_before,
        measure_after
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
        rounded.*,
        periods.comparison,
        coalesce(names.member_name, rounded.member) as member_name,
        periods.before_first_on,
        periods.before_last_on,
        periods.after_first_on,
        periods.after_last_on
    from rounded
    inner join {{ ref('customer_segmentation', 'int_periods_compared') }} as periods
        on rounded.before_bit = periods.before_bit
    left join names
        on
            rounded.dimension = names.dimension
            and rounded.member = names.member

),

told as (

    select
        dimension,
        member,
        member_name,
        comparison,
        driver,
        {{ effect_in_words() }} as sentence,
        driver_rank,
        customers_kept,
        customers_won,
        customers_lost,
        revenue_before,
        revenue_after,
        revenue_change,
        effect,
        {{ ratio('effect', 'revenue_change') }} as part_of_change,
        measure_before,
        measure_after,
        before_first_on,
        before_last_on,
        after_first_on,
        after_last_on
    from named

)

select * from told
