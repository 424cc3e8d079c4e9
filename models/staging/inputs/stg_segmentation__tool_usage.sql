with

input as (

    select * from {{ input_relation('tool_usage') }}

),

typed as (

    select
        {{ read_as('user_id', 'id') }} as user_id,
        {{ clean_text('tool') }} as tool,
        {{ clean_text('view') }} as opened_view,
        {{ clean_text('used_at') }} as raw_used_at,
        cast({{ local_timestamp('used_at') }} as date) as used_on
    from input

),

-- a day that hasn't come would be a month in which nobody uses anything
judged as (

    select
        *,
        coalesce(
            user_id is not null and tool is not null
            and used_on <= cast('{{ run_day() }}' as date),
            false
        ) as is_usable
    from typed

)

select * from judged
