-- every line is set beside every other: the number of pairs is the square of this
{% set most_lines = 50 %}

with

bought as (

    select * from {{ ref('customer_segmentation', 'int_customer_product_lines') }}
    where product_line <> 'unknown'

),

ranked as (

    select
        product_line,
        count(*) as customers,
        cast(row_number() over (order by count(*) desc, product_line asc) as integer) as line_number
    from bought
    group by product_line

),

compared as (

    select * from ranked
    where line_number <= {{ most_lines }}

)

select * from compared
