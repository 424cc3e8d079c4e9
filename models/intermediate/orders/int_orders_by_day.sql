-- with `incremental_lines` kept between builds: changed orders are removed and added up again
{{ config(**incremental_config(
    "changed_orders(ref('customer_segmentation', 'int_order_lines'), this)",
    by='order_hash',
)) }}

with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines') }}

),

counted as (

    select *
    from lines
    where {{ has_counted_status('lines') }}
    {%- if is_incremental() %}
        and {{ hash_of(['customer_id', 'order_id']) }} in (
            select order_hash from {{ changed_relation() }}
        )
    {%- endif %}

),

grouped as (

    select
        customer_id,
        order_id,
        ordered_on,
        count(*) as order_lines,
        count(case when line_amount < 0 then 1 end) as refund_lines,
        count(unit_price) as priced_lines,
        cast(sum(quantity) as {{ quantity_type() }}) as units,
        cast(sum(unit_price) as {{ price_type() }}) as unit_price_total,
        cast(sum(line_amount) as {{ money_type() }}) as revenue,
        cast(
            -1 * sum(case when line_amount < 0 then line_amount else 0 end) as {{ money_type() }}
        ) as refunds,
        {% if setting('incremental_lines') -%}
        {{ sum_of_hashes(line_fingerprint()) }} as row_hash,
        {% endif -%}
        case when count(*) > count(case when line_amount < 0 then 1 end) then ordered_on end
            as purchased_on
    from counted
    group by customer_id, order_id, ordered_on

),

-- an order is one purchase, on its first day: refunds and later deliveries have days of their own
placed as (

    select
        *,
        min(purchased_on) over (partition by customer_id, order_id) as order_placed_on
    from grouped

),

flagged as (

    select
        customer_id,
        order_id,
        ordered_on,
        order_placed_on,
        order_lines,
        refund_lines,
        priced_lines,
        units,
        unit_price_total,
        revenue,
        refunds,
        {% if setting('incremental_lines') -%}
        row_hash,
        {{ hash_of(['customer_id', 'order_id']) }} as order_hash,
        {% endif -%}
        coalesce(ordered_on = order_placed_on, false) as is_purchase
    from placed

)

select * from flagged
