{%- set country = "coalesce(attributes.country, 'unknown')" -%}
{%- set lost = 'usual_revenue - recent_revenue' -%}
{%- set fall = 'peers_a_year_ago - peers' -%}
with

customers as (

    select
        measured.customer_id,
        measured.as_of_date,
        {{ country }} as country,
        measured.recency_days,
        measured.days_between_orders,
        measured.silence_ratio,
        {{ dbt.datediff('measured.first_ordered_on', 'measured.as_of_date', 'day') }} - 180
            as days_before
    from {{ ref('customer_segmentation', 'int_customers_measured') }} as measured
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as attributes
        on measured.customer_id = attributes.customer_id

),

dated as (

    select
        orders.customer_id,
        orders.revenue,
        orders.is_purchase,
        {{ dbt.datediff('orders.ordered_on', 'as_of_dates.as_of_date', 'day') }} as days_ago
    from {{ ref('customer_segmentation', 'int_orders_in_window') }} as orders
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates

),

-- the last half-year and the year before it, and the last 90 days and the same days a year ago
counted as (

    select
        customer_id,
        sum(case when days_ago < 180 then revenue else 0 end) as recent_revenue,
        sum(case when days_ago >= 180 and days_ago < 545 then revenue else 0 end)
            as revenue_before,
        count(case when is_purchase and days_ago < 90 then 1 end) as purchases,
        count(case when is_purchase and days_ago >= 365 and days_ago < 455 then 1 end)
            as purchases_a_year_ago
    from dated
    group by customer_id

),

{% set of_country = 'over (partition by customers.country)' -%}
beside_others as (

    select
        customers.*,
        counted.recent_revenue,
        {{ ratio('180 * counted.revenue_before', 'least(customers.days_before, 365)', 6, 28) }}
            as revenue_of_half_year,
        sum(counted.purchases) {{ of_country }} - counted.purchases as of_country,
        sum(counted.purchases_a_year_ago) {{ of_country }} - counted.purchases_a_year_ago
            as of_country_a_year_ago,
        sum(counted.purchases) over () - counted.purchases as of_all,
        sum(counted.purchases_a_year_ago) over () - counted.purchases_a_year_ago
            as of_all_a_year_ago
    from customers
    inner join counted
        on customers.customer_id = counted.customer_id

),

-- a country of a few orders says nothing: then the others are everybody
compared as (

    select
        customer_id,
        case when of_country_a_year_ago >= 30 then country end as peer_country,
        recency_days,
        days_between_orders,
        silence_ratio,
        days_before,
        case
            when days_before >= 90
                then cast(greatest(revenue_of_half_year, 0) as {{ type_of('money') }})
        end as usual_revenue,
        cast(recent_revenue as {{ type_of('money') }}) as recent_revenue,
        case when of_country_a_year_ago >= 30 then of_country else of_all end as peers,
        case when of_country_a_year_ago >= 30 then of_country_a_year_ago else of_all_a_year_ago end
            as peers_a_year_ago,
        coalesce(silence_ratio >= 1, false) as is_late,
        as_of_date
    from beside_others

),

-- by chance the others would hardly fall by three standard errors of their counts
declining as (

    select
        *,
        cast(
            case when {{ lost }} > 0 then {{ lost }} when {{ lost }} <= 0 then 0 end
            as {{ type_of('money') }}
        ) as revenue_lost,
        case
            when
                coalesce(usual_revenue > 0, true)
                and peers <= 0.7 * peers_a_year_ago
                and ({{ fall }}) * ({{ fall }}) >= 9 * (peers_a_year_ago + peers)
                then {{ ratio(fall, 'peers_a_year_ago') }}
        end as peers_fall,
        coalesce(recent_revenue < 0.75 * usual_revenue, false) as has_fallen
    from compared
    where is_late or recent_revenue < 0.75 * usual_revenue

)

select * from declining
