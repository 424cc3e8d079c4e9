with

segmented as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

bought as (

    select * from {{ ref('customer_segmentation', 'int_customer_product_lines') }}
    where product_line <> 'unknown'

),

compared as (

    select * from {{ ref('customer_segmentation', 'int_product_lines_compared') }}

),

-- everybody has a segment in every assigned scheme: for all customers it is the same one
ranked as (

    select
        customer_id,
        scheme,
        segment,
        segment_name,
        row_number() over (
            partition by customer_id
            order by case when scheme = 'rfm' then 0 else 1 end, scheme
        ) as scheme_number
    from segmented

),

-- numbers, since a name might hold whatever separates names
collected as (

    select
        ranked.customer_id,
        ranked.scheme,
        ranked.segment,
        ranked.segment_name,
        coalesce(
            {{ joined_text(
                'cast(compared.line_number as ' ~ dbt.type_string() ~ ')',
                'compared.line_number',
                ' ',
            ) }},
            'none'
        ) as line_set
    from ranked
    inner join bought
        on ranked.customer_id = bought.customer_id
    left join compared
        on bought.product_line = compared.product_line
    where ranked.scheme_number = 1
    group by ranked.customer_id, ranked.scheme, ranked.segment, ranked.segment_name

)

select * from collected
