-- 14 sales: the one over the counter is rejected, nothing is lost, and the money adds up
with

sold as (

    select
        count(*) as lines,
        sum(net) as amount
    from {{ ref('acme', 'sales') }}

),

accepted as (

    select
        count(*) as lines,
        sum(line_amount) as amount
    from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

rejected as (

    select
        count(*) as lines,
        sum(cast(line_amount as decimal(18, 2))) as amount,
        min(reason) as reason
    from {{ ref('customer_segmentation', 'fct_rejected_order_lines') }}

),

compared as (

    select
        sold.lines,
        accepted.lines as accepted_lines,
        rejected.lines as rejected_lines,
        rejected.reason
    from sold
    cross join accepted
    cross join rejected
    where
        sold.lines <> accepted.lines + rejected.lines
        or sold.amount <> accepted.amount + rejected.amount
        or rejected.lines <> 1
        or rejected.reason <> 'missing_customer_id'

)

select * from compared
