with

input as (

    select * from {{ input_relation('deal_sizes') }}

),

typed as (

    select
        {{ in_case('lower', clean_text('deal_size')) }} as deal_size,
        {{ in_case('lower', clean_text('basis')) }} as basis,
        {{ read_as('deal_size_rank', 'integer') }} as deal_size_rank,
        {{ read_as('at_least', 'bound') }} as at_least,
        {{ read_as('below', 'bound') }} as below
    from input

)

select * from typed
