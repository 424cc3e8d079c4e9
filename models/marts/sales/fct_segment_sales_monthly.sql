with

months as (

    select * from {{ ref('customer_segmentation', 'int_sales_months') }}

),

segment_months as (

    select * from {{ ref('customer_segmentation', 'int_segment_months') }}

),

segments as (

    select
        scheme,
        segment
    from segment_months
    group by scheme, segment

),

-- a month in which the segment bought nothing is a zero, so that a chart has no holes
filled as (

    select
        segments.scheme,
        segments.segment,
        months.month_starts_on as month,
        months.is_complete_month,
        cast(coalesce(segment_months.orders, 0) as bigint) as orders,
        cast(coalesce(segment_months.order_lines, 0) as bigint) as order_lines,
        cast(coalesce(segment_months.customers, 0) as bigint) as customers,
        cast(
            case when segment_months.order_lines is null then 0 else segment_months.units end
            as {{ type_of('quantity') }}
        ) as units,
        cast(coalesce(segment_months.revenue, 0) as {{ type_of('money') }}) as revenue
    from segments
    cross join months
    left join segment_months
        on
            segments.scheme = segment_months.scheme
            and segments.segment = segment_months.segment
            and months.month_starts_on = segment_months.month_starts_on

),

totalled as (

    select
        *,
        sum(greatest(revenue, 0)) over (partition by scheme, month) as positive_revenue
    from filled

),

shared as (

    select
        scheme,
        segment,
        month,
        orders,
        order_lines,
        customers,
        units,
        revenue,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share,
        is_complete_month
    from totalled

)

select * from shared
