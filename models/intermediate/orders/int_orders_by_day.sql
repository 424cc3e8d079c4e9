-- with `incremental_lines` kept between builds: changed days are removed and added up again
{{ config(**brought_up_to_date(
    "changed_order_days(ref('customer_segmentation', 'int_order_lines_accepted'), this)",
    by='ordered_on',
)) }}

with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines_accepted') }}

),

counted as (

    select *
    from lines
    where {{ status_counts('lines') }}
    {%- if is_incremental() %}
        and ordered_on in (select ordered_on from {{ changed_relation() }})
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
        {{ sum_of_hashes('row_hash') }} as row_hash,
        {% endif -%}
        count(*) > count(case when line_amount < 0 then 1 end) as is_purchase
    from counted
    group by customer_id, order_id, ordered_on

)

select * from grouped
