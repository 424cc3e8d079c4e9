with

parts as (

    select
        scheme,
        segment,
        'months' as part,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(units) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_sales_monthly') }}
    group by scheme, segment
    union all
    -- an order of several products is one of each
    select
        scheme,
        segment,
        'products' as part,
        null as orders,
        sum(order_lines) as order_lines,
        sum(units) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_products') }}
    group by scheme, segment

),

summaries as (

    {% for part in ['months', 'products'] -%}
    select
        *,
        '{{ part }}' as part
    from {{ ref('customer_segmentation', 'fct_segment_summary') }}
    where customers > 0
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}

)

select
    summaries.scheme,
    summaries.segment,
    parts.part,
    summaries.revenue,
    parts.revenue as revenue_of_parts
from summaries
full outer join parts
    on
        summaries.scheme = parts.scheme
        and summaries.segment = parts.segment
        and summaries.part = parts.part
-- totals tell no months and no products
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        summaries.scheme is null
        or parts.scheme is null
        or parts.orders <> summaries.orders
        or parts.order_lines <> summaries.order_lines
        or coalesce(parts.units, 0) <> coalesce(summaries.units, 0)
        or parts.revenue <> summaries.revenue
    )
