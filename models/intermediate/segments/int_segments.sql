with

buyers as (

    select
        customer_id,
        revenue
    from {{ ref('customer_segmentation', 'int_customers_measured') }}
    union all
    -- who has not bought in the look-back window has no segment today, but had one in the history
    select
        order_days.customer_id,
        cast(null as {{ type_of('money') }}) as revenue
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on
            order_days.ordered_on < as_of_dates.window_starts_on
            and order_days.ordered_on <= as_of_dates.as_of_date
    where order_days.is_purchase
    group by order_days.customer_id

),

-- the business's own groups are segments too, those of buyers
groups as (

    select
        coalesce(attributes.customer_group, 'unknown') as customer_group,
        sum(buyers.revenue) as revenue
    from buyers
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as attributes
        on buyers.customer_id = attributes.customer_id
    where {{ 'true' if 'customer_group' in schemes('assigned') else 'false' }}
    group by coalesce(attributes.customer_group, 'unknown')

),

combined as (

    select
        scheme,
        segment,
        segment_name,
        action_group,
        description,
        segment_rank
    from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}
    union all
    select
        'customer_group' as scheme,
        customer_group as segment,
        case customer_group when 'unknown' then 'Unknown' else customer_group end as segment_name,
        cast(null as {{ dbt.type_string() }}) as action_group,
        'Customers that the business has put into this group; ranked by revenue.' as description,
        cast(
            row_number() over (order by revenue desc nulls last, customer_group asc) as integer
        ) as segment_rank
    from groups

)

select * from combined
