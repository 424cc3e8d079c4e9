with

input as (

    select * from {{ input_relation('rule_overrides') }}

),

typed as (

    select
        {{ in_case('lower', clean_text('scheme')) }} as scheme,
        {{ in_case('lower', clean_text('metric')) }} as metric,
        {{ clean_text('at_least') }} as at_least_text,
        {{ clean_text('below') }} as below_text,
        {{ read_as('priority', 'integer') }} as priority
    from input

),

chosen as (

    select * from typed
    where {{ is_chosen_scheme('scheme') }}

)

select * from chosen
