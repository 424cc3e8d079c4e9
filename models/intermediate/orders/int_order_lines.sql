{{ config(**clean_lines_config()) }}

with

-- a key that nothing is wrong with has one line
lines as (

    select lines.*
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'int_suspect_lines') }} as suspects
        on {{ line_key('lines') }} = suspects.line_key
    where
        suspects.line_key is null
        and {{ line_key('lines') }} is not null

),

accepted as (

    select
        coalesce(order_line_id, order_id || '#1') as order_line_id,
        order_id,
        customer_id,
        product_id,
        campaign_code,
        order_status,
        country,
        currency,
        quantity,
        unit_price,
        line_amount,
        ordered_at,
        cast(ordered_at as date) as ordered_on
    from lines
    union all
    select
        order_line_id,
        order_id,
        customer_id,
        product_id,
        campaign_code,
        order_status,
        country,
        currency,
        quantity,
        unit_price,
        line_amount,
        ordered_at,
        ordered_on
    from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    where rejection_reason is null

),

statuses as (

    select * from {{ ref('customer_segmentation', 'int_order_statuses') }}

),

completed as (

    select
        accepted.order_line_id,
        accepted.order_id,
        accepted.customer_id,
        accepted.product_id,
        accepted.campaign_code,
        coalesce(accepted.order_status, statuses.order_status) as order_status,
        accepted.country,
        accepted.currency,
        accepted.quantity,
        accepted.unit_price,
        accepted.line_amount,
        accepted.ordered_at,
        accepted.ordered_on
    from accepted
    left join statuses
        on
            accepted.customer_id = statuses.customer_id
            and accepted.order_id = statuses.order_id

)

select * from completed
