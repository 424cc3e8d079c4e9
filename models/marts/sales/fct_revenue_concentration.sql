with

-- sorted once, for every figure of concentration
ranked as (

    select
        customer_id,
        revenue,
        greatest(revenue, 0) as positive_revenue,
        row_number() over by_revenue as revenue_rank,
        sum(revenue) over by_revenue as cumulative_revenue,
        sum(greatest(revenue, 0)) over by_revenue as cumulative_positive_revenue,
        sum(greatest(revenue, 0)) over () as all_positive_revenue
    from {{ ref('customer_segmentation', 'int_customers_totalled') }}
    window by_revenue as (
        order by revenue desc, customer_id asc
        rows between unbounded preceding and current row
    )

),

-- one row, or none without customers
totals as (

    select
        max(case when revenue_rank = 1 then customer_id end) as largest_customer_id,
        {{ gini('positive_revenue', 'revenue_rank') }} as gini,
        count(customer_id) as all_customers,
        sum(revenue) as all_revenue,
        sum(positive_revenue) as positive_revenue,
        min(
            case
                when revenue > 0 and 2 * cumulative_positive_revenue >= all_positive_revenue
                    then revenue_rank
            end
        ) as customers_for_half_of_revenue,
        max(case when revenue_rank = 1 then revenue end) as largest_customer_revenue,
        sum(case when revenue_rank <= 5 then revenue end) as largest_five_revenue,
        sum(case when revenue_rank <= 5 then positive_revenue end) as largest_five_positive_revenue
    from ranked
    having count(*) > 0

),

-- every scheme holds every customer, so that one curve is the curve of each
schemes as (

    select 'all' as scheme
    union all
    select scheme
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}
    group by scheme

),

numbers as (

    {{ whole_numbers(3) }}

),

-- rounded up, so that the top one per cent is somebody
percentiles as (

    select
        schemes.scheme,
        numbers.number as percentile,
        {{ integer_divide('numbers.number * totals.all_customers + 99', '100') }} as customers,
        totals.*
    from schemes
    cross join numbers
    cross join totals
    where numbers.number <= 100

),

shared as (

    select
        curve.scheme,
        curve.largest_customer_id,
        cast(curve.percentile as integer) as percentile,
        cast(curve.customers as bigint) as customers,
        cast(coalesce(best.cumulative_revenue, 0) as {{ type_of('money') }}) as revenue,
        {{ ratio('coalesce(best.cumulative_positive_revenue, 0)', 'curve.positive_revenue') }}
            as cumulative_revenue_share,
        {{ ratio(
            '(curve.positive_revenue - coalesce(others.cumulative_positive_revenue, 0))',
            'curve.positive_revenue',
        ) }} as lorenz_revenue_share,
        curve.gini,
        curve.all_customers,
        cast(curve.all_revenue as {{ type_of('money') }}) as all_revenue,
        cast(curve.positive_revenue as {{ type_of('money') }}) as positive_revenue,
        cast(curve.customers_for_half_of_revenue as bigint) as customers_for_half_of_revenue,
        curve.largest_customer_revenue,
        {{ ratio('greatest(curve.largest_customer_revenue, 0)', 'curve.positive_revenue') }}
            as largest_customer_share,
        cast(curve.largest_five_revenue as {{ type_of('money') }}) as largest_five_revenue,
        {{ ratio('curve.largest_five_positive_revenue', 'curve.positive_revenue') }}
            as largest_five_share,
        cast(curve.all_revenue - curve.largest_customer_revenue as {{ type_of('money') }})
            as revenue_without_largest
    from percentiles as curve
    left join ranked as best
        on curve.customers = best.revenue_rank
    left join ranked as others
        on curve.all_customers - curve.customers = others.revenue_rank

)

select * from shared
