with

-- a product that the catalogue itself calls unknown is the one of lines that name none
placed as (

    select
        coalesce(products.product_line, 'unknown') as product_line,
        coalesce(lines.country, customers.country, 'unknown') as country,
        lines.ordered_on,
        lines.line_amount
    -- a mart, because no other place knows which lines count
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'stg_segmentation__products') }} as products
        on coalesce(lines.product_id, 'unknown') = products.product_id
    left join {{ ref('customer_segmentation', 'dim_customers') }} as customers
        on lines.customer_id = customers.customer_id
    where lines.is_counted

),

lines_summed as (

    select
        product_line,
        country,
        ordered_on,
        sum(line_amount) as revenue
    from placed
    group by product_line, country, ordered_on

),

-- by profile, so that no customer's day is multiplied by the number of schemes
customers_summed as (

    select
        profiled.profile,
        coalesce(customers.account_manager, 'unknown') as account_manager,
        order_days.ordered_on,
        sum(order_days.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_orders_in_window') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_customer_profiles') }} as profiled
        on order_days.customer_id = profiled.customer_id
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as customers
        on order_days.customer_id = customers.customer_id
    group by
        profiled.profile, coalesce(customers.account_manager, 'unknown'), order_days.ordered_on

),

-- scheme all has all customers; of any other scheme the dimension is called as in dim_customers
unfolded as (

    select
        case profiles.scheme when 'all' then 'all' else profiles.scheme || '_segment' end
            as dimension,
        profiles.segment as member,
        customers_summed.ordered_on,
        customers_summed.revenue
    from customers_summed
    inner join {{ ref('customer_segmentation', 'int_segment_profiles') }} as profiles
        on customers_summed.profile = profiles.profile
    {% for dimension, relation in [
        ('account_manager', 'customers_summed'),
        ('country', 'lines_summed'),
        ('product_line', 'lines_summed'),
    ] -%}
    union all
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        ordered_on,
        revenue
    from {{ relation }}
    {% endfor %}

),

summed as (

    select
        dimension,
        member,
        ordered_on,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from unfolded
    group by dimension, member, ordered_on

)

select * from summed
