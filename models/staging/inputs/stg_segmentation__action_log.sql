with

input as (

    select * from {{ input_relation('action_log') }}

),

typed as (

    select
        {{ read_as('customer_id', 'id') }} as customer_id,
        {{ clean_text('action') }} as action,
        {{ in_case('lower', clean_text('action')) }} as action_key,
        {{ clean_text('done_by') }} as done_by,
        {{ clean_text('outcome') }} as outcome,
        {{ clean_text('done_on') }} as raw_done_on,
        cast({{ local_timestamp('done_on') }} as date) as done_on
    from input

),

-- days that can't be read stay apart by their text
keyed as (

    select
        *,
        case when done_on is null then raw_done_on end as unread_day
    from typed
    where
        customer_id is not null
        and action is not null

),

-- of several rows for one action of a day the fullest is kept
ranked as (

    select
        *,
        {{ fullest_copy(
            'customer_id, action_key, done_on, unread_day', ['outcome', 'done_by', 'action'],
        ) }}
    from keyed

),

deduplicated as (

    select
        customer_id,
        action,
        action_key,
        done_by,
        outcome,
        raw_done_on,
        has_other_versions,
        done_on
    from ranked
    where copy_number = 1

)

select * from deduplicated
