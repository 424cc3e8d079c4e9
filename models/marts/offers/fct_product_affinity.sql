with

ranked as (

    select
        *,
        cast(row_number() over (
            partition by scheme, segment
            order by
                lift desc,
                customers_with_both desc,
                product_line asc,
                other_product_line asc
        ) as integer) as affinity_rank,
        case
            when basket_lift is not null
                then cast(row_number() over (
                    partition by scheme, segment
                    order by
                        basket_lift desc nulls last,
                        orders_with_both desc,
                        product_line asc,
                        other_product_line asc
                ) as integer)
        end as basket_rank
    from {{ ref('customer_segmentation', 'int_product_pairs_measured') }}

)

select * from ranked
