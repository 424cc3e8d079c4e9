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
                'cast(compared.line_number as ' ~ dbt.type_string() ~ ')',
                'compared.line_number',
                ' ',
            ) }},
            'none'
        ) as line_set
    from ranked
    inner join {{ ref('customer_segmentation', 'int_customer_product_lines') }} as bought
        on ranked.customer_id = bought.customer_id
    left join {{ ref('customer_segmentation', 'int_product_lines_compared') }} as compared
        on bought.product_line = compared.product_line
    where
        ranked.scheme_number = 1
        and bought.product_line <> 'unknown'
    group by ranked.customer_id, ranked.scheme, ranked.segment, ranked.segment_name

)

select * from collected
