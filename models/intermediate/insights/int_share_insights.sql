{%- set percentile = 'cast(percentile as ' ~ dbt.type_string() ~ ')' -%}
with

members as (

    select
        *,
        row_number() over (partition by dimension order by revenue desc, member asc) as top_rank,
        row_number() over (partition by dimension order by revenue asc, member asc) as bottom_rank,
        replace(replace(dimension, 'weekday', 'day_of_the_week'), '_', ' ') as dimension_name,
        count(*) over (partition by dimension, revenue) as equal_members,
        count(*) over (partition by dimension) as members,
        sum(revenue) over (partition by dimension) as all_revenue,
        sum(greatest(revenue, 0)) over (partition by dimension) as positive_revenue
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    -- what the input does not say is no best seller
    where member <> 'unknown'

),

curve as (

    select * from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}
    where
        scheme = 'all'
        and gini is not null
        -- of a single customer everything is said by the total
        and all_customers > 1

),

told as (

    {% for end in ['top', 'bottom'] -%}
    select
        {{ insight(
            end, 'revenue_share', by=['dimension'], subject='member_name', other='revenue',
            what='dimension_name', of_revenue=true,
            variant="case when revenue <= 0 then 'loss' when members = 1 then 'only' end",
        ) }}
    from members
    where
        {{ end }}_rank = 1
        and dimension <> 'order_status'
        -- of equals none is the first
        and equal_members = 1
        -- the only one is both
        and {{ 'revenue > 0' if end == 'top' else 'members > 1' }}
    union all
    {% endfor -%}
    select
        {{ insight(
            'top_ten', 'sum(revenue_share)', by=['dimension'], subject='dimension',
            what="case dimension when 'country' then 'countries' else 'products' end",
        ) }}
    from members
    where
        dimension in ('country', 'product')
        and top_rank <= 10
        -- ten of ten bring everything
        and members > 10
    group by dimension
    union all
    select
        {{ insight(
            'order_status', 'revenue_share', by=['member'], subject='member', other='orders',
            variant="case when revenue > 0 then null else 'loss' end",
        ) }}
    from members
    where dimension = 'order_status' and orders > 0
    union all
    select
        {{ insight(
            'top_customers', 'cumulative_revenue_share', by=[percentile], other='percentile',
            subject="'top ' || " ~ percentile ~ " || ' %'", of_revenue=true,
        ) }}
    from curve
    -- of ten customers there is no top 1 %
    where percentile in (1, 5, 10, 20) and percentile * all_customers >= 100
    union all
    select
        {{ insight(
            'half_of_revenue', 'customers_for_half_of_revenue', other='all_customers',
            variant="case when customers_for_half_of_revenue = 1 then 'one' end",
            of_revenue=true,
        ) }}
    from curve
    where percentile = 100
    union all
    select {{ insight('gini', 'gini') }}
    from curve
    where percentile = 100
    {%- for largest in ['largest_customer', 'largest_five'] %}
    union all
    select
        {{ insight(
            largest, largest ~ '_revenue', other=largest ~ '_share', of_revenue=true,
            subject='largest_customer_id' if largest == 'largest_customer' else 'null',
        ) }}
    from curve
    where
        percentile = 100
        {%- if largest == 'largest_five' %}
        and all_customers > 5
        and largest_five_revenue > 0
        {%- endif %}
    {%- endfor %}
    union all
    select
        {{ insight(
            'catalogue_sold', 'products_sold', other='products_in_catalogue',
            variant="case when products_sold = 1 then 'one' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_catalogue_coverage') }}
    where product_line = 'all' and products_in_catalogue > 0

)

select * from told
