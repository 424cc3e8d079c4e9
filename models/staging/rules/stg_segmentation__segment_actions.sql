with

input as (

    select
        {{ columns_as_read('actions') }}
    from {{ input_relation('actions') }}

),

typed as (

    select
        {{ in_case('lower', clean_text('scheme')) }} as scheme,
        {{ in_case('lower', clean_text('segment')) }} as segment,
        {{ clean_text('action') }} as action,
        {{ clean_text('channel') }} as channel,
        {{ clean_text('owner') }} as owner,
        {{ clean_text('goal') }} as goal,
        {% for column in [
            'review_after_days', 'effort_hours', 'cost', 'assumed_success_rate', 'cool_down_days',
        ] -%}
        {{ clean_text(column) }} as {{ column }}_text,
        {% endfor -%}
        {{ read_as('action_rank', 'integer') }} as action_rank,
        {{ read_as('review_after_days', 'integer') }} as review_after_days,
        {{ read_as('effort_hours', 'quantity') }} as effort_hours,
        {{ read_as('cost', 'money') }} as cost,
        {{ read_as('assumed_success_rate', 'decimal(18, 6)') }} as assumed_success_rate,
        {{ read_as('cool_down_days', 'integer') }} as cool_down_days
    from input

),

chosen as (

    select * from typed
    where {{ is_chosen_scheme('scheme') }}

)

select * from chosen
