{%- set wide = 'decimal(38, ' ~ setting('amount_decimals') ~ ')' -%}
with

members as (

    select * from {{ ref('customer_segmentation', 'int_campaign_members_measured') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_campaign_segments') }}

),

schemes as (

    select scheme from {{ ref('customer_segmentation', 'int_schemes') }}
    where is_assigned
    union
    select scheme from segments

),

-- a campaign that isn't measured has no day before it started to take the segments from
placed as (

    select
        members.*,
        'all' as scheme,
        'all' as segment
    from members
    union all
    select
        members.*,
        schemes.scheme,
        coalesce(segments.segment, 'not_yet_customer') as segment
    from members
    cross join schemes
    left join segments
        on
            members.campaign_id = segments.campaign_id
            and members.customer_id = segments.customer_id
            and schemes.scheme = segments.scheme
    where members.revenue is not null

),

-- all sums are exact: with 38 digits there is room for squares and products
widened as (

    select
        *,
        cast(revenue as {{ wide }}) as wide_revenue,
        cast(revenue_before as {{ wide }}) as wide_revenue_before
    from placed

),

summed as (

    select
        campaign_id,
        scheme,
        segment,
        is_control,
        count(*) as customers,
        count(case when is_buyer then 1 end) as buyers,
        sum(wide_revenue) as revenue,
        sum(wide_revenue * wide_revenue) as squared_revenue,
        sum(wide_revenue_before) as revenue_before,
        sum(wide_revenue_before * wide_revenue_before) as squared_revenue_before
    from widened
    group by campaign_id, scheme, segment, is_control

),

varied as (

    select
        campaign_id,
        scheme,
        segment,
        customers,
        buyers,
        revenue,
        {{ sample_variance('customers', 'revenue', 'squared_revenue') }} / customers
            as squared_error,
        revenue_before,
        {{ sample_variance('customers', 'revenue_before', 'squared_revenue_before') }}
            as variance_before,
        is_control
    from summed

)

select * from varied
