with

input as (

    select * from {{ input_relation('score_bounds') }}

),

typed as (

    select
        {{ in_case('lower', clean_text('metric')) }} as metric,
        {{ clean_text('score') }} as score_text,
        {{ clean_text('at_least') }} as at_least_text,
        {{ read_as('score', 'integer') }} as score,
        {{ read_as('at_least', 'bound') }} as at_least
    from input

)

select * from typed
