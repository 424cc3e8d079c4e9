with

input as (

    select * from {{ input_relation('products') }}

),

typed as (

    select
        {{ read_as('product_id', 'id') }} as product_id,
        {{ clean_text('product_name') }} as product_name,
        {{ clean_text('product_line') }} as product_line,
        {{ read_as('unit_cost', 'price') }} as unit_cost
    from input

),

-- of several rows for one product the fullest is kept; the text of the columns settles the rest
ranked as (

    select
        *,
        {{ fullest_copy('product_id', ['product_name', 'product_line', 'unit_cost']) }}
    from typed
    where product_id is not null

),

deduplicated as (

    select
        product_id,
        product_name,
        product_line,
        unit_cost,
        has_other_versions
    from ranked
    where copy_number = 1

)

select * from deduplicated
