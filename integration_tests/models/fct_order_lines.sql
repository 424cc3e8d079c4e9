with

sales as (

    select * from {{ ref('acme', 'stg_orders') }}

),

grouped as (

    select
        invoice,
        sum(net) as net
    from sales
    group by invoice

)

select * from grouped
