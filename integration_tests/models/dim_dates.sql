with

sales as (

    select * from {{ ref('acme', 'stg_orders') }}

),

grouped as (

    select
        booked as day,
        count(*) as sales
    from sales
    group by booked

)

select * from grouped
