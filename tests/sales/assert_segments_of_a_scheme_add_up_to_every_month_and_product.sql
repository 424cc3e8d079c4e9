-- every customer is in one segment of each scheme: every month and product is shared out whole
{% set figures = ['orders', 'order_lines', 'customers', 'units', 'revenue'] -%}
with

schemes as (

    select scheme
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    group by scheme

),

sales as (

    select
        'month' as part,
        cast(month as {{ dbt.type_string() }}) as member,
        {{ figures | join(', ') }}
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}
    union all
    select
        dimension as part,
        member,
        {{ figures | join(', ') }}
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    where dimension = 'product'

),

shared as (

    select
        scheme,
        'month' as part,
        cast(month as {{ dbt.type_string() }}) as member,
        {{ figures | join(', ') }}
    from {{ ref('customer_segmentation', 'fct_segment_sales_monthly') }}
    union all
    select
        scheme,
        'product' as part,
        product_id as member,
        {{ figures | join(', ') }}
    from {{ ref('customer_segmentation', 'fct_segment_products') }}

),

-- what all sold, less what the segments did
compared as (

    select
        schemes.scheme,
        sales.part,
        sales.member,
        {{ figures | join(', ') }},
        1 as wholes
    from sales
    cross join schemes
    union all
    select
        scheme,
        part,
        member,
        {% for figure in figures -%}
        -1 * {{ figure }} as {{ figure }},
        {% endfor -%}
        0 as wholes
    from shared

)

select
    scheme,
    part,
    member
from compared
group by scheme, part, member
having
    sum(wholes) <> 1
    or count(*) = 1
    {%- for figure in figures %}
    or coalesce(sum({{ figure }}), 0) <> 0
    {%- endfor %}
