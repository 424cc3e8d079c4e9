-- the catalogue
with

ranks as (

    select unnest(range(0, getvariable('products'))) as product_rank

),

described as (

    select
        product_of(product_rank) as product_id,
        'Product ' || product_of(product_rank) as product_name,
        drawn_from('product_lines', product_rank, 'line') as product_line,
        cast(price_of(product_rank) * 0.6 as decimal(18, 2)) as unit_cost
    from ranks

)

select * from described
