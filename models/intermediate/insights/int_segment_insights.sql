{%- set places = setting('amount_decimals') -%}
with

segments as (

    select * from {{ ref('customer_segmentation', 'fct_segment_summary') }}
    where customers > 0

),

ranked as (

    select
        *,
        row_number() over (
            partition by scheme order by average_order_value desc, segment_rank asc, segment asc
        ) as order_value_rank
    from segments
    where average_order_value is not null

),

told as (

    select
        {{ insight(
            id="'segment_share.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_name || ': ' || " ~ in_percent('customer_share')
                ~ " || ' of the customers, ' || " ~ in_percent('revenue_share')
                ~ " || ' of the revenue.'",
            figure='revenue_share', unit="'share of revenue'",
            other_figure='customer_share', other_unit="'share of customers'",
            mart='fct_segment_summary',
        ) }}
    from segments
    union all
    select
        {{ insight(
            id="'segment_orders.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_name || ': ' || " ~ grouped_number('orders_per_customer', 1)
                ~ " || ' orders per customer, ' || " ~ grouped_number('average_order_value', places)
                ~ " || ' an order.'",
            figure='orders_per_customer', unit="'orders per customer'",
            other_figure='average_order_value', other_unit="'money per order'",
            mart='fct_segment_summary',
        ) }}
    from segments
    union all
    select
        {{ insight(
            id="'segment_repeat.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_name || ': ' || " ~ in_percent('repeat_rate')
                ~ " || ' of the customers have bought more than once.'",
            figure='repeat_rate', unit="'share of customers'",
            mart='fct_segment_summary',
        ) }}
    from segments
    union all
    select
        {{ insight(
            id="'segment_account.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_name || ': losing one customer costs ' || "
                ~ grouped_number('revenue_per_customer', places)
                ~ " || ' of revenue on average, losing the largest ' || "
                ~ grouped_number('largest_customer_revenue', places) ~ " || '.'",
            figure='revenue_per_customer', unit="'money per customer'",
            other_figure='largest_customer_revenue', other_unit="'money'",
            mart='fct_segment_summary',
        ) }}
    from segments
    union all
    select
        {{ insight(
            id="'highest_order_value.' || scheme",
            scheme='scheme', segment='segment',
            sentence="'Highest average order value in scheme ' || scheme || ': ' || segment_name
                || ' with ' || " ~ grouped_number('average_order_value', places) ~ " || '.'",
            figure='average_order_value', unit="'money per order'",
            mart='fct_segment_summary',
        ) }}
    from ranked
    where order_value_rank = 1

)

select * from told
