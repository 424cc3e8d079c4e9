with

clients as (

    select * from {{ ref('acme', 'clients') }}

),

named as (

    select
        client,
        client_name,
        branch
    from clients

)

select * from named
