{%- set weekdays =
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
-%}
with

-- what members are called, and where they stand if they have an order of their own
names as (

    select
        'product' as dimension,
        product_id as code,
        product_id as member,
        product_name as member_name,
        null as member_order
    from {{ ref('customer_segmentation', 'stg_segmentation__products') }}
    union all
    select
        'deal_size' as dimension,
        deal_size as code,
        deal_size as member,
        deal_size as member_name,
        deal_size_rank as member_order
    from {{ ref('customer_segmentation', 'stg_segmentation__deal_sizes') }}
    {%- for weekday in weekdays %}
    union all
    select
        'weekday' as dimension,
        '{{ loop.index }}' as code,
        '{{ weekday }}' as member,
        '{{ weekday }}' as member_name,
        {{ loop.index }} as member_order
    {%- endfor %}

),

named as (

    select
        sales.dimension,
        coalesce(names.member, sales.member) as member,
        coalesce(names.member_name, sales.member) as member_name,
        cast(names.member_order as integer) as member_order,
        sales.orders,
        sales.order_lines,
        sales.customers,
        sales.units,
        sales.revenue,
        sum(greatest(sales.revenue, 0)) over (partition by sales.dimension) as positive_revenue
    from {{ ref('customer_segmentation', 'int_sales_by_member') }} as sales
    left join names
        on
            sales.dimension = names.dimension
            and sales.member = names.code

),

ranked as (

    select
        dimension,
        member,
        member_name,
        member_order,
        orders,
        order_lines,
        customers,
        units,
        revenue,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share,
        cast(rank() over (partition by dimension order by revenue desc) as integer)
            as revenue_rank
    from named

)

select * from ranked
