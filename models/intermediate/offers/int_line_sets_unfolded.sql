with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_line_sets') }}

),

bought as (

    select * from {{ ref('customer_segmentation', 'int_customer_product_lines') }}

),

compared as (

    select * from {{ ref('customer_segmentation', 'int_product_lines_compared') }}

),

sets as (

    select
        scheme,
        segment,
        line_set,
        min(customer_id) as customer_id
    from customers
    group by scheme, segment, line_set

),

-- every set with every line: customers of a set are alike, so that one of them stands for all
unfolded as (

    select
        sets.scheme,
        sets.segment,
        sets.line_set,
        compared.product_line,
        bought.customer_id is not null as is_bought
    from sets
    cross join compared
    left join bought
        on
            sets.customer_id = bought.customer_id
            and compared.product_line = bought.product_line

)

select * from unfolded
