-- every line is set beside every other: the number of pairs is the square of this
{% set most_lines = 50 %}

with

ranked as (

    select
        product_line,
        count(*) as customers,
        cast(row_number() over (order by count(*) desc, product_line asc) as integer) as line_number
    from {{ ref('customer_segmentation', 'int_customer_product_lines') }}
    where product_line <> 'unknown'
    group by product_line

),

compared as (

    select * from ranked
    where line_number <= {{ most_lines }}

)

select * from compared
