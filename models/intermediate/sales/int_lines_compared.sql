-- a view: what reads it adds up, and lines are dear to write
{{ config(materialized='view') }}
with

periods as (

    {% for side in ['before', 'after'] -%}
    select
        {{ side }}_bit as bit,
        {{ side }}_first_on as first_on,
        {{ side }}_last_on as last_on
    from {{ ref('customer_segmentation', 'int_periods_compared') }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

numbers as (

    {{ whole_numbers(2) }}

),

spread as (

    select
        periods.bit,
        cast({{ dbt.dateadd('day', 'numbers.number', 'periods.first_on') }} as date) as ordered_on
    from periods
    inner join numbers
        on numbers.number <= {{ dbt.datediff('periods.first_on', 'periods.last_on', 'day') }}

),

days as (

    select
        ordered_on,
        cast(sum(bit) as integer) as periods
    from spread
    group by ordered_on

),

customers as (

    select
        profiles.customer_id,
        profiles.profile,
        coalesce(buyers.account_manager, 'unknown') as account_manager,
        buyers.country
    from {{ ref('customer_segmentation', 'int_customer_profiles') }} as profiles
    inner join {{ ref('customer_segmentation', 'dim_customers') }} as buyers
        on profiles.customer_id = buyers.customer_id

),

placed as (

    select
        lines.customer_id,
        lines.order_id,
        customers.profile,
        customers.account_manager,
        coalesce(lines.country, customers.country, 'unknown') as country,
        coalesce(products.product_line, 'unknown') as product_line,
        coalesce(lines.product_id, 'unknown') as product_id,
        days.periods,
        lines.quantity,
        lines.line_amount,
        lines.is_refund
    -- a mart, because counted lines with their country are in no other place
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    inner join days
        on lines.ordered_on = days.ordered_on
    inner join customers
        on lines.customer_id = customers.customer_id
    left join {{ ref('customer_segmentation', 'stg_segmentation__products') }} as products
        on coalesce(lines.product_id, 'unknown') = products.product_id
    where lines.is_counted

)

select * from placed
