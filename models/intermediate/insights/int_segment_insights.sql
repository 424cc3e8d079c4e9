with

segments as (

    select
        *,
        segment_name || ' (' || {{ scheme_in_words('scheme') }} || ')' as segment_in_words,
        sum(revenue) over (partition by scheme) as scheme_revenue,
        sum(greatest(revenue, 0)) over (partition by scheme) as positive_revenue,
        count(*) over (partition by scheme) as segments,
        row_number() over (
            partition by scheme
            order by average_order_value desc nulls last, segment_rank asc, segment asc
        ) as order_value_rank
    from {{ ref('customer_segmentation', 'fct_segment_summary') }}
    where customers > 0

),

told as (

    select
        {{ insight(
            id="'segment_share.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_in_words || ': ' || " ~ in_percent('customer_share')
                ~ " || ' of the customers, ' || "
                ~ share_of_revenue('revenue', 'revenue_share', 'positive_revenue', 'scheme_revenue')
                ~ " || '.'",
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
            sentence="segment_in_words || ': ' || case when orders_per_customer = 1 then '1 order'
                else " ~ grouped_number('orders_per_customer', 1) ~ " || ' orders' end
                || ' per customer, ' || " ~ amount_in_words('average_order_value')
                ~ " || ' an order.'",
            figure='orders_per_customer', unit="'orders per customer'",
            other_figure='average_order_value', other_unit="'money per order'",
            mart='fct_segment_summary',
        ) }}
    from segments
    where average_order_value >= 0
    union all
    select
        {{ insight(
            id="'segment_repeat.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_in_words || ': ' || " ~ bought_again('repeat_rate', is_begun=true)
                ~ " || '.'",
            figure='repeat_rate', unit="'share of customers'",
            mart='fct_segment_summary',
        ) }}
    from segments
    union all
    select
        {{ insight(
            id="'segment_account.' || scheme || '.' || segment",
            scheme='scheme', segment='segment',
            sentence="segment_in_words || case customers when 1 then ': losing the only customer'
                else ': losing one customer' end || ' costs ' || "
                ~ amount_in_words('revenue_per_customer') ~ " || ' of revenue' || case customers
                when 1 then '' else ' on average, losing the largest ' || "
                ~ amount_in_words('largest_customer_revenue') ~ " end || '.'",
            figure='revenue_per_customer', unit="'money per customer'",
            other_figure='largest_customer_revenue', other_unit="'money'",
            mart='fct_segment_summary',
        ) }}
    from segments
    -- who sent back more than they bought cost nothing by leaving
    where revenue_per_customer > 0
    union all
    select
        {{ insight(
            id="'highest_order_value.' || scheme",
            scheme='scheme', segment='segment',
            sentence="segment_in_words || ' has the highest average order value of its scheme, '
                || " ~ amount_in_words('average_order_value') ~ " || '.'",
            figure='average_order_value', unit="'money per order'",
            mart='fct_segment_summary',
        ) }}
    from segments
    where
        order_value_rank = 1
        and average_order_value > 0
        -- one of one is no highest
        and segments > 1

)

select * from told
