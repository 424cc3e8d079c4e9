with

-- of the mart, so that a product counts as sold here as it does there
counted as (

    select
        coalesce(product_line, 'unknown') as product_line,
        count(case when is_in_catalogue then 1 end) as products_in_catalogue,
        count(case when is_in_catalogue and is_sold then 1 end) as products_sold,
        count(case when not is_in_catalogue then 1 end) as products_sold_outside_catalogue,
        0 as revenue
    from {{ ref('customer_segmentation', 'dim_products') }}
    -- totals don't tell what was sold
    where {{ 'false' if uses_totals() else 'true' }}
    group by coalesce(product_line, 'unknown')
    union all
    select
        member as product_line,
        0 as products_in_catalogue,
        0 as products_sold,
        0 as products_sold_outside_catalogue,
        revenue
    from {{ ref('customer_segmentation', 'int_sales_by_member') }}
    where
        dimension = 'product_line'
        and month_starts_on is null

),

totalled as (

    select
        *,
        -- a product line that is itself called all must not take the place of the total
        case when product_line = 'all' then 'all (product line)' else product_line end as place
    from counted
    union all
    select
        *,
        'all' as place
    from counted

),

covered as (

    select
        place as product_line,
        cast(sum(products_in_catalogue) as bigint) as products_in_catalogue,
        cast(sum(products_sold) as bigint) as products_sold,
        cast(sum(products_in_catalogue) - sum(products_sold) as bigint) as products_not_sold,
        cast(sum(products_sold_outside_catalogue) as bigint) as products_sold_outside_catalogue,
        {{ ratio('sum(products_sold)', 'sum(products_in_catalogue)') }} as sold_share,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from totalled
    group by place

)

select * from covered
