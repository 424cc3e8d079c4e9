with

lines as (

    select
        ordered_on,
        line_amount
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

),

sold as (

    select
        seasonality.period,
        seasonality.observations,
        coalesce(sum(lines.line_amount), 0) as revenue
    from {{ ref('customer_segmentation', 'fct_seasonality') }} as seasonality
    left join lines
        on
            seasonality.observed_from <= lines.ordered_on
            and seasonality.observed_to >= lines.ordered_on
    where seasonality.cycles > 0
    group by seasonality.period, seasonality.observations

),

observed as (

    select
        period,
        count(*) as observations,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_season_observations') }}
    group by period

)

select
    sold.period,
    sold.revenue,
    observed.revenue as observed_revenue
from sold
full outer join observed
    on sold.period = observed.period
where
    sold.period is null
    or observed.period is null
    or sold.observations <> observed.observations
    or sold.revenue <> observed.revenue
