{%- set content = hash_of([
    'customer_name', 'customer_group', 'country', 'email', 'account_manager',
    'relationship_started_on',
]) -%}
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
        row_number() over (
            partition by customer_id
            order by
                {{ count_of_nulls([
                    'customer_name', 'customer_group', 'country', 'email', 'account_manager',
                    'relationship_started_on',
                ]) }},
                relationship_started_on nulls last,
                customer_name nulls last,
                customer_group nulls last,
                country nulls last,
                email nulls last,
                account_manager nulls last
        ) as copy_number,
        min({{ content }}) over (partition by customer_id)
        <> max({{ content }}) over (partition by customer_id) as has_other_versions
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
