-- every customer there is, with or without orders
with

ranks as (

    select unnest(range(0, getvariable('customers'))) as customer_rank

),

described as (

    select
        customer_of(customer_rank) as customer_id,
        'Company ' || customer_of(customer_rank) as customer_name,
        case
            when thrown(customer_rank, 'group', 20) < 3 then null
            when thrown(customer_rank, 'group', 20) < 12 then 'S'
            else 'M'
        end as customer_group,
        country_of(customer_rank) as country,
        lower(customer_of(customer_rank)) || '@example.com' as email,
        'Manager ' || (1 + thrown(customer_rank, 'manager', 40)) as account_manager,
        date '2023-01-01' - cast(thrown(customer_rank, 'known for', 2000) as integer)
            as relationship_started_on
    from ranks

)

select * from described
