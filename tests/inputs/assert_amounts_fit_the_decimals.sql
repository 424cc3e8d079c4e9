-- rounding is no error, but nobody should find out from a total
{{ config(severity='warn') }}

select
    raw_line_amount,
    line_amount
from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }}
where line_amount <> {{ read_as('raw_line_amount', 'decimal(38, 8)') }}
