with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_ranked') }}

),

percentiles as (

    {{ whole_numbers(3) }}

),

-- one row, or none without customers
totals as (

    select
        max(case when revenue_rank = 1 then customer_id end) as largest_customer_id,
        {{ gini('greatest(revenue, 0)', 'revenue_rank') }} as gini,
        count(*) as all_customers,
        sum(revenue) as all_revenue,
        sum(greatest(revenue, 0)) as positive_revenue,
        min(
            case
                when revenue > 0 and 2 * cumulative_positive_revenue >= positive_revenue
                    then revenue_rank
            end
        ) as customers_for_half_of_revenue,
        max(case when revenue_rank = 1 then revenue end) as largest_customer_revenue,
        sum(case when revenue_rank <= 5 then revenue end) as largest_five_revenue,
        sum(case when revenue_rank <= 5 then greatest(revenue, 0) end)
            as largest_five_positive_revenue
    from customers
    having count(*) > 0

),

-- rounded up, so that the top one per cent is somebody
counted as (

    select
        totals.*,
        percentiles.number as percentile,
        {{ integer_divide('percentiles.number * totals.all_customers + 99', '100') }} as customers
    from percentiles
    cross join totals
    where percentiles.number <= 100

),

drawn as (

    select
        counted.*,
        coalesce(best.cumulative_revenue, 0) as revenue,
        coalesce(best.cumulative_positive_revenue, 0) as best_positive_revenue,
        counted.positive_revenue - coalesce(others.cumulative_positive_revenue, 0)
            as lowest_positive_revenue
    from counted
    left join customers as best
        on counted.customers = best.revenue_rank
    left join customers as others
        on counted.all_customers - counted.customers = others.revenue_rank

)

select * from drawn
