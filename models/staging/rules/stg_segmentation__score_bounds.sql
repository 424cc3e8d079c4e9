with

input as (

    select * from {{ input_relation('score_bounds') }}

),

typed as (

    select
        {{ in_lower_case(clean_text('metric')) }} as metric,
        {{ clean_text('score') }} as score_text,
        {{ clean_text('at_least') }} as at_least_text,
        {{ try_integer('score') }} as score,
        {{ try_decimal('at_least', type_of('bound')) }} as at_least
    from input

)

select * from typed
