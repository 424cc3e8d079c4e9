with

catalogue as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__products') }}

),

sold as (

    select product_id
    from {{ ref('customer_segmentation', 'int_order_lines') }}
    where product_id is not null
    group by product_id

),

joined as (

    select
        coalesce(catalogue.product_id, sold.product_id) as product_id,
        catalogue.product_name,
        catalogue.product_line,
        catalogue.unit_cost,
        catalogue.product_id is not null as is_in_catalogue,
        sold.product_id is not null as is_sold
    from catalogue
    full outer join sold
        on catalogue.product_id = sold.product_id

)

select * from joined
