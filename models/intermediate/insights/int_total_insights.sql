{%- set places = setting('amount_decimals') -%}
with

metrics as (

    select
        count(*) as customers,
        cast(sum(orders) as bigint) as orders,
        count(case when is_repeat_customer then 1 end) as repeat_customers,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

),

accepted as (

    select count(*) as lines from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

rejected as (

    select count(*) as lines from {{ ref('customer_segmentation', 'fct_rejected_order_lines') }}

),

totalled as (

    select
        metrics.*,
        {{ ratio('metrics.revenue', 'metrics.orders', places) }} as average_order_value,
        {{ ratio('metrics.repeat_customers', 'metrics.customers') }} as repeat_rate
    from metrics
    where metrics.customers > 0

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
            sentence=grouped_number('customers') ~ " || ' customers brought ' || "
                ~ grouped_number('revenue', places) ~ " || ' of revenue.'",
            figure='revenue', unit="'money'",
            other_figure='customers', other_unit="'customers'",
            mart='fct_customer_metrics',
        ) }}
    from totalled
    union all
    select
        {{ insight(
            id="'total_orders'",
            sentence=grouped_number('orders') ~ " || ' orders at ' || "
                ~ grouped_number('average_order_value', places) ~ " || ' on average.'",
            figure='orders', unit="'orders'",
            other_figure='average_order_value', other_unit="'money per order'",
            mart='fct_customer_metrics',
        ) }}
    from totalled
    union all
    select
        {{ insight(
            id="'repeat_rate'",
            sentence=in_percent('repeat_rate')
                ~ " || ' of the customers have bought more than once.'",
            figure='repeat_rate', unit="'share of customers'",
            mart='fct_customer_metrics',
        ) }}
    from totalled
    union all
    select
        {{ insight(
            id="'lines_accepted'",
            sentence=in_percent('accepted_share') ~ " || ' of ' || " ~ grouped_number('lines_read')
                ~ " || ' order lines read could be used.'",
            figure='accepted_share', unit="'share of lines'",
            other_figure='lines_read', other_unit="'lines'",
            mart='fct_rejected_order_lines',
        ) }}
    from lines

)

select * from told
