with

input as (

    select * from {{ input_relation('rule_overrides') }}

),

typed as (

    select
        {{ in_lower_case(clean_text('scheme')) }} as scheme,
        {{ in_lower_case(clean_text('metric')) }} as metric,
        {{ clean_text('at_least') }} as at_least_text,
        {{ clean_text('below') }} as below_text,
        {{ try_integer('priority') }} as priority
    from input

),

chosen as (

    select * from typed
    where {{ is_chosen_scheme('scheme') }}

)

select * from chosen
