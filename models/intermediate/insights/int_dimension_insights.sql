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
        count(*) over (partition by dimension) as members
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    -- what the input does not say is no best seller
    where member <> 'unknown'

),

top_ten as (

    select
        dimension,
        sum(revenue_share) as revenue_share,
        count(*) as members
    from members
    where
        dimension in ('country', 'product')
        and best_rank <= 10
    group by dimension
    having count(*) = 10

),

named as (

    select
        *,
        case dimension
            {% for dimension, word in words.items() -%}
            when '{{ dimension }}' then '{{ word }}'
            {% endfor %}
        end as dimension_name
    from members
    where dimension <> 'order_status'

),

told as (

    {% for end, extreme, rank in ends -%}
    select
        {{ insight(
            id="'" ~ end ~ ".' || dimension", subject='member_name',
            sentence="'The ' || dimension_name || ' with the " ~ extreme ~ " revenue is '
                || member_name || ' with ' || "
                ~ grouped_number('revenue', setting('amount_decimals'))
                ~ " || ', ' || " ~ in_percent('revenue_share') ~ " || ' of all.'",
            figure='revenue_share', unit="'share of revenue'",
            other_figure='revenue', other_unit="'money'",
            mart='fct_sales_by_dimension',
        ) }}
    from named
    where
        {{ rank }} = 1
        -- the only one is both
        and (members > 1 or '{{ end }}' = 'top')
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
            sentence="'Order status ' || member || ': ' || " ~ grouped_number('orders')
                ~ " || ' orders, ' || " ~ in_percent('revenue_share')
                ~ " || ' of what was ordered.'",
            figure='revenue_share', unit="'share of amount'",
            other_figure='orders', other_unit="'orders'",
            mart='fct_sales_by_dimension',
        ) }}
    from members
    where dimension = 'order_status'

)

select * from told
