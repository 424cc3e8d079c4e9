with

lines as (

    select
        customer_id,
        country,
        min(ordered_on) as first_line_on,
        max(ordered_at) as last_line_at
    from {{ ref('customer_segmentation', 'int_order_lines') }}
    group by customer_id, country
    union all
    select
        customer_id,
        cast(null as {{ dbt.type_string() }}) as country,
        first_ordered_on as first_line_on,
        cast(last_ordered_on as timestamp) as last_line_at
    from {{ ref('customer_segmentation', 'stg_segmentation__customer_totals') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- the country of the latest line that has one
ranked as (

    select
        *,
        min(first_line_on) over (partition by customer_id) as first_seen_on,
        row_number() over (
            partition by customer_id
            order by
                case when country is null then 1 else 0 end asc, last_line_at desc, country asc
        ) as country_rank
    from lines

),

seen as (

    select
        ranked.customer_id,
        ranked.country,
        ranked.first_seen_on,
        ranked.first_seen_on < cast(
            {{ dbt.dateadd('day', 30, 'as_of_dates.first_line_on') }} as date
        ) as is_left_truncated
    from ranked
    cross join as_of_dates
    where ranked.country_rank = 1

)

select * from seen
