with

input as (

    select * from {{ input_relation('deal_sizes') }}

),

typed as (

    select
        {{ in_lower_case(clean_text('deal_size')) }} as deal_size,
        {{ in_lower_case(clean_text('basis')) }} as basis,
        {{ try_integer('deal_size_rank') }} as deal_size_rank,
        {{ try_decimal('at_least', type_of('bound')) }} as at_least,
        {{ try_decimal('below', type_of('bound')) }} as below
    from input

)

select * from typed
