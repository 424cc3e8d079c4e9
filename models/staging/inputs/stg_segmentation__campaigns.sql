with

input as (

    select
        {{ columns_as_read('campaigns') }}
    from {{ input_relation('campaigns') }}

),

typed as (

    select
        {{ read_as('campaign_id', 'id') }} as campaign_id,
        {{ clean_text('campaign_name') }} as given_name,
        {{ clean_text('action') }} as action,
        {{ clean_text('starts_on') }} as raw_starts_on,
        {{ clean_text('ends_on') }} as raw_ends_on,
        {{ clean_text('cost') }} as raw_cost,
        {{ clean_text('is_seasonal') }} as raw_is_seasonal,
        {{ read_as('cost', 'money') }} as cost,
        {{ read_as('is_seasonal', 'boolean') }} as is_seasonal,
        cast({{ local_timestamp('starts_on') }} as date) as starts_on,
        cast({{ local_timestamp('ends_on') }} as date) as ends_on
    from input

),

-- of several rows for one campaign the fullest is kept; the text of the columns settles the rest
ranked as (

    select
        *,
        {{ fullest_copy(
            'campaign_id',
            ['starts_on', 'ends_on', 'given_name', 'cost', 'is_seasonal', 'action'],
            texts=['raw_starts_on', 'raw_ends_on', 'raw_cost', 'raw_is_seasonal'],
        ) }}
    from typed
    where campaign_id is not null

),

deduplicated as (

    select
        campaign_id,
        coalesce(given_name, campaign_id) as campaign_name,
        action,
        raw_starts_on,
        raw_ends_on,
        raw_cost,
        raw_is_seasonal,
        cost,
        is_seasonal,
        has_other_versions,
        starts_on,
        ends_on
    from ranked
    where copy_number = 1

)

select * from deduplicated
