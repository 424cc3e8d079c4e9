-- the whole mapping: own names left, the package's right, null for what Acme doesn't have. The nulls
-- have a type for Spark's sake, whose tables and views know none without
with

sales as (

    select * from {{ ref('acme', 'stg_orders') }}

),

mapped as (

    select
        invoice as order_id,
        client as customer_id,
        booked as ordered_at,
        net as line_amount,
        cast(null as {{ dbt.type_string() }}) as order_line_id,
        cast(null as {{ dbt.type_string() }}) as order_status,
        cast(null as {{ dbt.type_string() }}) as product_id,
        cast(null as {{ dbt.type_string() }}) as quantity,
        cast(null as {{ dbt.type_string() }}) as unit_price,
        cast(null as {{ dbt.type_string() }}) as country,
        cast(null as {{ dbt.type_string() }}) as currency,
        cast(null as {{ dbt.type_string() }}) as campaign_code
    from sales

)

select * from mapped
