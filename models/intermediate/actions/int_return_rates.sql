{%- set months = whole_months(setting('return_days')) -%}
{#- as if so many more had come back as often as those of the wider group -#}
{%- set weight = 20 -%}
with

month_ends as (

    select
        as_of_date,
        month,
        row_number() over (order by month desc) - 1 as months_back
    from {{ ref('customer_segmentation', 'int_history_dates') }}
    where is_month_end

),

customers as {{ planner_hint('kept_apart') }}(

    select
        measured.customer_id,
        {{ band('lateness') }} as lateness_band,
        {{ band('value') }} as value_band,
        coalesce(measured.orders_trend < 0, false) as is_declining,
        measured.last_ordered_on,
        measured.as_of_date,
        cast({{ dbt.dateadd('month', months, 'month_ends.month') }} as date) as month_looked_at,
        month_ends.month
    from {{ ref('customer_segmentation', 'int_history_measured') }} as measured
    inner join month_ends
        on measured.as_of_date = month_ends.as_of_date

),

-- what is true of a month end is known once the months after it are over
counted as (

    select
        customers.lateness_band,
        customers.value_band,
        customers.is_declining,
        month_ends.as_of_date as known_on,
        count(*) as customers,
        count(case when later.last_ordered_on > customers.as_of_date then 1 end) as came_back
    from customers
    inner join month_ends
        on customers.month_looked_at = month_ends.month
    left join customers as later
        on
            customers.customer_id = later.customer_id
            and customers.month_looked_at = later.month
    group by
        customers.lateness_band, customers.value_band, customers.is_declining, month_ends.as_of_date

),

-- today, and the latest days of which is known who came back; no day after them counts twice
days as (

    select as_of_date from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    union
    select as_of_date from month_ends
    where months_back in ({{ months }}, {{ 2 * months }}, {{ 3 * months }}, {{ 4 * months }})

),

known as (

    select
        days.as_of_date,
        counted.lateness_band,
        counted.value_band,
        counted.is_declining,
        cast(sum(counted.customers) as bigint) as customers,
        cast(sum(counted.came_back) as bigint) as came_back
    from days
    inner join counted
        on days.as_of_date >= counted.known_on
    group by days.as_of_date, counted.lateness_band, counted.value_band, counted.is_declining

),

widened as (

    select
        *,
        {{ ratio(
            'sum(came_back) over (partition by as_of_date, lateness_band)',
            'sum(customers) over (partition by as_of_date, lateness_band)',
        ) }} as rate_of_lateness,
        sum(came_back) over of_value as came_back_of_value,
        sum(customers) over of_value as customers_of_value
    from known
    window of_value as (partition by as_of_date, lateness_band, value_band)

),

narrowed as (

    select
        *,
        {{ ratio(
            'came_back_of_value + ' ~ weight ~ ' * rate_of_lateness',
            'customers_of_value + ' ~ weight,
        ) }} as rate_of_value
    from widened

),

rated as (

    select
        *,
        {{ ratio('came_back + ' ~ weight ~ ' * rate_of_value', 'customers + ' ~ weight) }}
            as return_rate
    from narrowed

)

select * from rated
