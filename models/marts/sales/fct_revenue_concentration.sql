with

curve as (

    select * from {{ ref('customer_segmentation', 'int_revenue_curve') }}

),

segmented as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

-- every scheme holds every customer, so that one curve is the curve of each
schemes as (

    select 'all' as scheme
    union all
    select scheme
    from segmented
    group by scheme

),

shared as (

    select
        schemes.scheme,
        curve.largest_customer_id,
        cast(curve.percentile as integer) as percentile,
        cast(curve.customers as bigint) as customers,
        cast(curve.revenue as {{ type_of('money') }}) as revenue,
        {{ ratio('curve.best_positive_revenue', 'curve.positive_revenue') }}
            as cumulative_revenue_share,
        {{ ratio('curve.lowest_positive_revenue', 'curve.positive_revenue') }}
            as lorenz_revenue_share,
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
    from curve
    cross join schemes

)

select * from shared
