-- never built afresh: whoever was told to leave customers alone must find the same ones next month
{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='fail',
    full_refresh=false
) }}
with

-- after all that is known, not only after the day from which it is looked at
to_come as (

    select
        campaigns.campaign_id,
        as_of_dates.as_of_date as drawn_on
    from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }} as campaigns
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on campaigns.starts_on > greatest(as_of_dates.as_of_date, as_of_dates.last_line_on)
    {% if is_incremental() -%}
    where campaigns.campaign_id not in (select campaign_id from {{ this }})
    {%- endif %}

),

mapped as (

    select campaign_id
    from {{ ref('customer_segmentation', 'stg_segmentation__campaign_members') }}
    group by campaign_id

),

undrawn as (

    select to_come.*
    from to_come
    left join mapped
        on to_come.campaign_id = mapped.campaign_id
    where mapped.campaign_id is null

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

first_scheme as (

    select scheme
    from segments
    group by scheme
    order by
        {% for scheme in schemes('assigned') -%}
        case scheme when {{ text_literal(scheme) }} then 0 else 1 end,
        {% endfor -%}
        scheme
    limit 1

),

-- a hash is as good as a lot, and the same on every engine. Strata lie behind one another, so that
-- groups that alternate differ by one customer at most, in each of them and in all
shuffled as (

    select
        undrawn.campaign_id,
        segments.customer_id,
        segments.scheme,
        segments.segment,
        customers.monetary_score as value_band,
        customers.revenue,
        undrawn.drawn_on,
        {{ dbt.hash('undrawn.campaign_id') }} < '8' as starts_with_control,
        row_number() over (
            partition by undrawn.campaign_id
            order by
                segments.segment,
                customers.monetary_score,
                {{ dbt.hash("undrawn.campaign_id || '/' || segments.customer_id") }},
                segments.customer_id
        ) as place
    from undrawn
    cross join segments
    inner join first_scheme
        on segments.scheme = first_scheme.scheme
    inner join {{ ref('customer_segmentation', 'int_customers_measured') }} as customers
        on segments.customer_id = customers.customer_id

),

drawn as (

    select
        campaign_id,
        customer_id,
        scheme,
        segment,
        value_band,
        revenue,
        mod(place, 2) = case when starts_with_control then 1 else 0 end as is_control,
        drawn_on
    from shuffled

)

select * from drawn
