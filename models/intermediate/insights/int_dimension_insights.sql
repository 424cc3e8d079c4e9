{%- set words = {
    'product_line': 'product line', 'product': 'product', 'country': 'country',
    'deal_size': 'deal size', 'weekday': 'day of the week',
} -%}
{%- set ends = [('top', 'most', 'best_rank'), ('bottom', 'least', 'worst_rank')] -%}
with

members as (

    select
        *,
        row_number() over (partition by dimension order by revenue desc, member asc) as best_rank,
        row_number() over (partition by dimension order by revenue asc, member asc) as worst_rank,
        case dimension
            {% for dimension, word in words.items() -%}
            when '{{ dimension }}' then '{{ word }}'
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
        sum(revenue_share) as revenue_share
    from members
    where
        dimension in ('country', 'product')
        and best_rank <= 10
        -- ten of ten bring everything
        and members > 10
    group by dimension

),

told as (

    {% for end, extreme, rank in ends -%}
    select
        {{ insight(
            id="'" ~ end ~ ".' || dimension", subject='member_name',
            sentence="case members when 1 then 'The only ' || dimension_name || ' is '
                else 'The ' || dimension_name || ' with the " ~ extreme ~ " revenue is ' end
                || member_name || ' with ' || " ~ amount_in_words('revenue')
                ~ " || case when revenue > 0 then ', ' || " ~ in_percent('revenue_share') ~ ' || '
                ~ of_revenue('positive_revenue', 'all_revenue') ~ " else '' end || '.'",
            figure='revenue_share', unit="'share of revenue'",
            other_figure='revenue', other_unit="'money'",
            mart='fct_sales_by_dimension',
        ) }}
    from members
    where
        {{ rank }} = 1
        and dimension <> 'order_status'
        -- the only one is both
        and (members > 1 or '{{ end }}' = 'top')
        -- of equals none is the first
        and equal_members = 1
        and (revenue > 0 or '{{ end }}' = 'bottom')
    union all
    {% endfor -%}
    select
        {{ insight(
            id="'top_ten.' || dimension", subject='dimension',
            sentence="'The ten ' || case dimension
                when 'country' then 'countries' else 'products'
                end || ' with the most revenue bring ' || "
                ~ in_percent('revenue_share') ~ " || ' of it.'",
            figure='revenue_share', unit="'share of revenue'",
            mart='fct_sales_by_dimension',
        ) }}
    from top_ten
    union all
    select
        {{ insight(
            id="'order_status.' || member", subject='member',
            sentence=counted('orders', 'order has', 'orders have') ~ " || ' the status ' || member
                || case when revenue > 0 then ', ' || " ~ in_percent('revenue_share')
                ~ " || ' of what was ordered' else '' end || '.'",
            figure='revenue_share', unit="'share of amount'",
            other_figure='orders', other_unit="'orders'",
            mart='fct_sales_by_dimension',
        ) }}
    from members
    where
        dimension = 'order_status'
        and orders > 0

)

select * from told
