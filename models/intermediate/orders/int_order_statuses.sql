with

lines as {{ planner_hint('streamed') }}(

    select
        lines.customer_id,
        lines.order_id,
        lines.order_status
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'int_suspect_lines') }} as suspects
        on {{ line_key('lines') }} = suspects.line_key
    where
        suspects.line_key is null
        and {{ line_key('lines') }} is not null
    union all
    select
        customer_id,
        order_id,
        order_status
    from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    where rejection_reason is null

),

silent as (

    select
        customer_id,
        order_id
    from lines
    where order_status is null
    group by customer_id, order_id

),

-- many exports say the status of an order on its first line only, and mean all of it
stated as (

    select
        lines.customer_id,
        lines.order_id,
        min(lines.order_status) as order_status
    from lines
    inner join silent
        on
            lines.customer_id = silent.customer_id
            and lines.order_id = silent.order_id
    where lines.order_status is not null
    group by lines.customer_id, lines.order_id
    having min(lines.order_status) = max(lines.order_status)

)

select * from stated
