with

input as (

    select * from {{ input_relation('campaign_members') }}

),

typed as (

    select
        {{ read_as('campaign_id', 'id') }} as campaign_id,
        {{ read_as('customer_id', 'id') }} as customer_id,
        {{ clean_text('is_control') }} as raw_is_control,
        {{ read_as('is_control', 'boolean') }} as is_control
    from input

),

-- who is in both groups has two rows, so that somebody is told
deduplicated as (

    select
        campaign_id,
        customer_id,
        min(raw_is_control) as raw_is_control,
        is_control
    from typed
    where
        campaign_id is not null
        and customer_id is not null
    group by campaign_id, customer_id, is_control

)

select * from deduplicated
