with

campaigns as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}

),

as_of_dates as (

    select
        *,
        first_line_on is not null and not {{ uses_totals() | lower }} as has_lines
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- the window may open before the first line, and the as-of date lie after the last one; totals
-- have dates, but nothing that could be put into a campaign
data_spans as (

    select
        case when has_lines then greatest(window_starts_on, first_line_on) end as data_starts_on,
        case when has_lines then least(as_of_date, last_line_on) end as data_ends_on
    from as_of_dates

),

judged as (

    select
        campaigns.*,
        data_spans.data_starts_on,
        data_spans.data_ends_on,
        coalesce(
            campaigns.starts_on between data_spans.data_starts_on and data_spans.data_ends_on, false
        ) as is_measured
    from campaigns
    cross join data_spans

),

windowed as (

    select
        campaign_id,
        campaign_name,
        action,
        cost,
        is_measured,
        is_seasonal,
        coalesce(ends_on <= data_ends_on, false) as is_finished,
        starts_on,
        ends_on,
        case when is_measured then least(ends_on, data_ends_on) end as measured_until,
        case
            when is_measured and starts_on > data_starts_on
                then greatest(
                    cast({{ dbt.dateadd('day', -365, 'starts_on') }} as date), data_starts_on
                )
        end as compared_from,
        data_starts_on,
        data_ends_on
    from judged

)

select * from windowed
