with

sales as (

    select * from {{ ref('acme', 'sales') }}

),

cleaned as (

    select
        invoice,
        client,
        branch,
        net,
        booked
    from sales

)

select * from cleaned
