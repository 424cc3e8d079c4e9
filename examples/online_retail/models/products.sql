-- the set has no product list: a product is named by the description that most of its lines carry
with

lines as (

    select * from {{ source('online_retail', 'lines') }}

),

described as (

    select
        stock_code,
        description,
        row_number() over (
            partition by stock_code
            order by count(description) desc, description
        ) as description_rank
    from lines
    group by stock_code, description

),

mapped as (

    select
        stock_code as product_id,
        description as product_name,
        null as product_line,
        null as unit_cost
    from described
    where description_rank = 1

)

select * from mapped
