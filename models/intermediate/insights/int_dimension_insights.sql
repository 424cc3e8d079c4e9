{%- set names = {
    'product_line': 'product line', 'product': 'product', 'country': 'country',
    'deal_size': 'deal size', 'weekday': 'day of the week',
} -%}
with

members as (

    select
        *,
        row_number() over (partition by dimension order by revenue desc, member asc) as top_rank,
        row_number() over (partition by dimension order by revenue asc, member asc) as bottom_rank,
        case dimension
            {% for dimension, name in names.items() -%}
            when '{{ dimension }}' then '{{ name }}'
            {% endfor %}
        end as dimension_name,
        count(*) over (partition by dimension, revenue) as equal_members,
        count(*) over (partition by dimension) as members,
        sum(revenue) over (partition by dimension) as all_revenue,
        sum(greatest(revenue, 0)) over (partition by dimension) as positive_revenue
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    -- what the input does not say is no best seller
    where member <> 'unknown'

),

top_ten as (

    select
        dimension,
        case dimension when 'country' then 'countries' else 'products' end as dimension_name,
        sum(revenue_share) as revenue_share
    from members
    where
        dimension in ('country', 'product')
        and top_rank <= 10
        -- ten of ten bring everything
        and members > 10
    group by dimension

),

told as (

    {% for end in ['top', 'bottom'] -%}
    select
        {{ insight(
            end, 'revenue_share', by=['dimension'], subject='member_name', other='revenue',
            what='dimension_name', whole=the_revenue(),
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
            'top_ten', 'revenue_share', by=['dimension'], subject='dimension',
            what='dimension_name',
        ) }}
    from top_ten
    union all
    select
        {{ insight(
            'order_status', 'revenue_share', by=['member'], subject='member', other='orders',
            variant="case when revenue > 0 then null else 'loss' end",
        ) }}
    from members
    where dimension = 'order_status' and orders > 0

)

select * from told
