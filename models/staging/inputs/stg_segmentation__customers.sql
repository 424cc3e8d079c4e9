with

input as (

    select * from {{ input_relation('customers') }}

),

typed as (

    select
        {{ read_as('customer_id', 'id') }} as customer_id,
        {{ clean_text('customer_name') }} as customer_name,
        {{ clean_text('customer_group') }} as customer_group,
        {{ clean_text('country') }} as country,
        {{ clean_text('email') }} as email,
        {{ clean_text('account_manager') }} as account_manager,
        cast({{ local_timestamp('relationship_started_on') }} as date) as relationship_started_on
    from input

),

-- of several rows for one customer the fullest is kept; the text of the columns settles the rest
ranked as (

    select
        *,
        {{ fullest_copy('customer_id', [
            'relationship_started_on', 'customer_name', 'customer_group', 'country', 'email',
            'account_manager',
        ]) }}
    from typed
    where customer_id is not null

),

deduplicated as (

    select
        customer_id,
        customer_name,
        customer_group,
        country,
        email,
        account_manager,
        has_other_versions,
        relationship_started_on
    from ranked
    where copy_number = 1

)

select * from deduplicated
