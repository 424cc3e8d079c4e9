{%- set content = hash_of([
    'product_name', 'product_line', 'unit_cost',
]) -%}
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
        row_number() over (
            partition by product_id
            order by
                {{ count_of_nulls(['product_name', 'product_line', 'unit_cost']) }},
                product_name nulls last,
                product_line nulls last,
                unit_cost nulls last
        ) as copy_number,
        min({{ content }}) over (partition by product_id)
        <> max({{ content }}) over (partition by product_id) as has_other_versions
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
