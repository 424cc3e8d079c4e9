-- in lines and in money: nothing is lost between the input and the two tables
with

read_lines as (

    select
        count(*) as lines,
        count(line_amount) as amounts,
        coalesce(sum(line_amount), 0) as amount
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }}

),

accepted as (

    select
        count(*) as lines,
        coalesce(sum(line_amount), 0) as amount
    from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

rejected as (

    select
        count(*) as lines,
        count(parsed_amount) as amounts,
        coalesce(sum(parsed_amount), 0) as amount
    from {{ ref('customer_segmentation', 'fct_rejected_order_lines') }}

)

select
    read_lines.lines as lines_read,
    accepted.lines as lines_accepted,
    rejected.lines as lines_rejected
from read_lines
cross join accepted
cross join rejected
where
    read_lines.lines <> accepted.lines + rejected.lines
    or read_lines.amounts <> accepted.lines + rejected.amounts
    or read_lines.amount <> accepted.amount + rejected.amount
