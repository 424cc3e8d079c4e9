with

days as (

    select
        order_days.ordered_on,
        sum(order_days.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_orders_in_window') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_customers_measured') }} as buyers
        on order_days.customer_id = buyers.customer_id
    group by order_days.ordered_on

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

numbers as (

    {{ whole_numbers(4) }}

),

observed as (

    select
        spans.period,
        spans.seasons,
        spans.cycles,
        numbers.number as position,
        cast(case spans.period
            when 'month_of_year'
                then {{ dbt.dateadd('month', 'numbers.number', 'spans.observed_from') }}
            else {{ dbt.dateadd('day', 'numbers.number', 'spans.observed_from') }}
        end as date) as starts_on
    from {{ ref('customer_segmentation', 'int_season_spans') }} as spans
    inner join numbers
        on numbers.number < spans.seasons * spans.cycles

),

-- a month or day without sales is an observation of zero
measured as (

    select
        observed.*,
        case observed.period
            when 'month_of_year' then cast(extract(month from observed.starts_on) as integer)
            else observed.position % observed.seasons + 1
        end as season,
        cast(coalesce(sold.revenue, 0) as {{ type_of('money') }}) as revenue
    from observed
    left join sold
        on
            observed.period = sold.period
            and observed.starts_on = sold.starts_on

),

-- of twelve months around the middle of one the outermost two are in by half
averaged as (

    select
        *,
        case
            when
                position < {{ integer_divide('seasons', '2') }}
                or position >= {{ integer_divide('seasons', '2') }} + seasons * (cycles - 1)
                then null
            when period = 'month_of_year'
                then
                    sum(revenue) over (
                        partition by period order by position
                        rows between 6 preceding and 5 following
                    ) + sum(revenue) over (
                        partition by period order by position
                        rows between 5 preceding and 6 following
                    )
            else 2 * sum(revenue) over (
                partition by period order by position
                rows between 3 preceding and 3 following
            )
        end as doubled_cycle
    from measured

)

select * from averaged
