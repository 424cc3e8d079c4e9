with

-- everybody has a segment in every assigned scheme: for all customers it is the same one
ranked as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by case when scheme = 'rfm' then 0 else 1 end, scheme
        ) as scheme_number
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}

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
                'cast(bought.line_number as ' ~ dbt.type_string() ~ ')',
                'bought.line_number',
                ' ',
            ) }},
            'none'
        ) as line_set
    from ranked
    inner join {{ ref('customer_segmentation', 'int_customer_product_lines') }} as bought
        on ranked.customer_id = bought.customer_id
    where
        ranked.scheme_number = 1
        and bought.product_line <> 'unknown'
    group by ranked.customer_id, ranked.scheme, ranked.segment, ranked.segment_name

)

select * from collected
