with

counted as (

    select
        client as customer_id,
        orders,
        revenue,
        recency_days,
        segment
    from {{ ref('acme', 'hand_count') }}

),

built as (

    select
        metrics.customer_id,
        metrics.orders,
        metrics.revenue,
        metrics.recency_days,
        segments.segment
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }} as metrics
    inner join {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
        on metrics.customer_id = segments.customer_id

),

missing as (

    select * from counted
    except
    select * from built

),

unexpected as (

    select * from built
    except
    select * from counted

),

differing as (

    select * from missing
    union all
    select * from unexpected

)

select * from differing
