with

spans as (

    select * from {{ ref('customer_segmentation', 'int_season_spans') }}

),

days as (

    select
        order_days.ordered_on,
        sum(order_days.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_orders_in_window') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_customers_totalled') }} as buyers
        on order_days.customer_id = buyers.customer_id
    group by order_days.ordered_on

),

numbers as (

    {{ whole_numbers(4) }}

),

sold as (

    select
        'month_of_year' as period,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as starts_on,
        sum(revenue) as revenue
    from days
    group by cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)
    union all
    select
        'day_of_week' as period,
        ordered_on as starts_on,
        revenue
    from days

),

observed as (

    select
        spans.period,
        spans.seasons,
        spans.cycles,
        {{ integer_divide('numbers.number', 'spans.seasons') }} as cycle,
        numbers.number % spans.seasons as place,
        cast(case spans.period
            when 'month_of_year'
                then {{ dbt.dateadd('month', 'numbers.number', 'spans.observed_from') }}
            else {{ dbt.dateadd('day', 'numbers.number', 'spans.observed_from') }}
        end as date) as starts_on
    from spans
    inner join numbers
        on numbers.number < spans.seasons * spans.cycles

),

-- a month or day without sales is an observation of zero
measured as (

    select
        observed.period,
        case observed.period
            when 'month_of_year' then cast(extract(month from observed.starts_on) as integer)
            else observed.place + 1
        end as season,
        observed.seasons,
        observed.cycles,
        observed.cycle,
        observed.place,
        cast(coalesce(sold.revenue, 0) as {{ type_of('money') }}) as revenue,
        observed.starts_on
    from observed
    left join sold
        on
            observed.period = sold.period
            and observed.starts_on = sold.starts_on

)

select * from measured
