with

said as (

    select * from {{ ref('customer_segmentation', 'segment_history_said') }}

),

month_ends as (

    select as_of_date from {{ ref('customer_segmentation', 'int_history_dates') }}
    where is_month_end

),

schemes as (

    select scheme from {{ ref('customer_segmentation', 'int_segments') }}
    group by scheme

),

-- a month that the history no longer reaches back to was not restated, nor a scheme left out
versions as (

    select
        said.as_of_date,
        said.scheme,
        said.customer_id,
        said.segment,
        lead(said.segment) over (
            partition by said.as_of_date, said.scheme, said.customer_id
            order by said.dbt_valid_from
        ) as restated_segment,
        row_number() over (
            partition by said.as_of_date, said.scheme, said.customer_id
            order by said.dbt_valid_from
        ) as version,
        said.dbt_valid_from as said_at,
        said.dbt_valid_to as restated_at
    from said
    inner join month_ends
        on said.as_of_date = month_ends.as_of_date
    inner join schemes
        on said.scheme = schemes.scheme

),

-- what was gone for a while and is said again, as after a build with other months, is the same
restated as (

    select
        as_of_date,
        scheme,
        customer_id,
        segment as said_segment,
        restated_segment,
        cast(version as integer) as version,
        cast(said_at as timestamp) as said_at,
        cast(restated_at as timestamp) as restated_at
    from versions
    where
        restated_at is not null
        and coalesce(segment <> restated_segment, true)

)

select * from restated
