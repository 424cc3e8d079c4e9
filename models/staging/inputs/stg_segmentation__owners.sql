with

input as (

    select * from {{ input_relation('owners') }}

),

typed as (

    select
        {{ read_as('owner', 'id') }} as owner,
        {{ clean_text('territory') }} as territory,
        {{ clean_text('hours_a_week') }} as raw_hours_a_week,
        {{ clean_text('hourly_cost') }} as raw_hourly_cost,
        {{ read_as('hours_a_week', 'decimal(18, 2)') }} as hours_a_week,
        {{ read_as('hourly_cost', 'money') }} as hourly_cost
    from input

),

-- of several rows for one owner the fullest is kept; the text of the columns settles the rest
ranked as (

    select
        *,
        {{ fullest_copy(
            'owner',
            ['hours_a_week', 'territory', 'hourly_cost'],
            texts=['raw_hours_a_week', 'raw_hourly_cost'],
        ) }}
    from typed
    where owner is not null

),

deduplicated as (

    select
        owner,
        territory,
        raw_hours_a_week,
        raw_hourly_cost,
        hours_a_week,
        hourly_cost,
        has_other_versions
    from ranked
    where copy_number = 1

)

select * from deduplicated
