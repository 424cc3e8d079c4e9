with

input as (

    select * from {{ input_relation('segments') }}

),

typed as (

    select
        {{ in_case('lower', clean_text('scheme')) }} as scheme,
        {{ in_case('lower', clean_text('segment')) }} as segment,
        {{ clean_text('segment_name') }} as segment_name,
        {{ clean_text('action_group') }} as action_group,
        {{ clean_text('description') }} as description,
        {{ read_as('rank', 'integer') }} as segment_rank
    from input

),

chosen as (

    select
        scheme,
        segment,
        coalesce(segment_name, segment) as segment_name,
        action_group,
        description,
        segment_rank
    from typed
    where {{ is_chosen_scheme('scheme') }}

)

select * from chosen
