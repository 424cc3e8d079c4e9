with

input as (

    select * from {{ input_relation('actions') }}

),

typed as (

    select
        {{ in_case('lower', clean_text('scheme')) }} as scheme,
        {{ in_case('lower', clean_text('segment')) }} as segment,
        {{ clean_text('action') }} as action,
        {{ clean_text('channel') }} as channel,
        {{ clean_text('owner') }} as owner,
        {{ clean_text('goal') }} as goal,
        {{ clean_text('review_after_days') }} as review_after_days_text,
        {{ read_as('action_rank', 'integer') }} as action_rank,
        {{ read_as('review_after_days', 'integer') }} as review_after_days
    from input

),

chosen as (

    select * from typed
    where {{ is_chosen_scheme('scheme') }}

)

select * from chosen
