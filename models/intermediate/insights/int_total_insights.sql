with

totalled as (

    select
        count(*) as customers,
        cast(sum(orders) as bigint) as orders,
        sum(revenue) as revenue,
        {{ ratio('sum(revenue)', 'sum(orders)', setting('amount_decimals')) }}
            as average_order_value,
        {{ ratio('count(case when is_repeat_customer then 1 end)', 'count(*)') }} as repeat_rate
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}
    having count(*) > 0

),

accepted as (

    select count(*) as lines from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

rejected as (

    select count(*) as lines from {{ ref('customer_segmentation', 'fct_rejected_order_lines') }}

),

-- a share that is short of one is not rounded to one
lines as (

    select
        accepted.lines + rejected.lines as lines_read,
        case
            when rejected.lines = 0 then 1
            else least({{ ratio('accepted.lines', 'accepted.lines + rejected.lines') }}, 0.999999)
        end as accepted_share
    from accepted
    cross join rejected
    where accepted.lines + rejected.lines > 0

),

told as (

    select
        {{ insight(
            id="'total_revenue'",
            sentence=counted('customers', 'customer') ~ " || case when revenue < 0
                then ' sent back ' || " ~ amount_in_words('-revenue') ~ " || ' more than bought.'
                else ' brought ' || " ~ amount_in_words('revenue') ~ " || ' of revenue.' end",
            figure='revenue', unit="'money'",
            other_figure='customers', other_unit="'customers'",
            mart='fct_customer_metrics',
        ) }}
    from totalled
    union all
    select
        {{ insight(
            id="'total_orders'",
            sentence=counted('orders', 'order was worth', 'orders were worth') ~ " || ' ' || "
                ~ amount_in_words('average_order_value')
                ~ " || case when orders = 1 then '.' else ' on average.' end",
            figure='orders', unit="'orders'",
            other_figure='average_order_value', other_unit="'money per order'",
            mart='fct_customer_metrics',
        ) }}
    from totalled
    where average_order_value >= 0
    union all
    select
        {{ insight(
            id="'repeat_rate'",
            sentence=bought_again('repeat_rate') ~ " || '.'",
            figure='repeat_rate', unit="'share of customers'",
            mart='fct_customer_metrics',
        ) }}
    from totalled
    union all
    select
        {{ insight(
            id="'lines_accepted'",
            sentence="case when accepted_share < 1 then " ~ in_percent('accepted_share')
                ~ " || ' of ' || " ~ counted('lines_read', 'order line')
                ~ " || ' read could be used.' else 'All order lines could be used; ' || "
                ~ counted('lines_read', 'line was', 'lines were') ~ " || ' read.' end",
            figure='accepted_share', unit="'share of lines'",
            other_figure='lines_read', other_unit="'lines'",
            mart='fct_rejected_order_lines',
        ) }}
    from lines

)

select * from told
