-- dim_customers without a package in front is Acme's, with its columns and all of its clients
with

given as (

    select
        client,
        client_name
    from {{ ref('acme', 'clients') }}

),

own as (

    select
        client,
        client_name
    from {{ ref('dim_customers') }}

),

missing as (

    select * from given
    except
    select * from own

),

unexpected as (

    select * from own
    except
    select * from given

),

differing as (

    select * from missing
    union all
    select * from unexpected

)

select * from differing
