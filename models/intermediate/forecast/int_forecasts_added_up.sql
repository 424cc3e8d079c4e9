{%- set cents = 10 ** setting('amount_decimals') -%}
{%- set of_month = 'dimension, horizon' -%}
{%- set wide = 'decimal(19, ' ~ setting('amount_decimals') ~ ')' -%}
{%- set for_all = 'cast(floor(cents_left / members) as decimal(19, 0))' -%}
with

series as (

    select
        dimension,
        member,
        months,
        months_with_sales,
        has_enough_months,
        min(revenue) >= 0 as is_never_negative,
        sum(case when is_of_last_year then greatest(revenue, 0) else 0 end) as last_year_revenue
    from {{ ref('customer_segmentation', 'int_forecast_months') }}
    group by dimension, member, months, months_with_sales, has_enough_months

),

own as (

    select * from {{ ref('customer_segmentation', 'int_forecasts_chosen') }}

),

horizons as (

    {{ whole_numbers(2) }}

),

-- what can't be foreseen by itself has the part of the total that it had in the last year
weighed as (

    select
        series.*,
        horizons.number as horizon,
        cast(cast(totals.forecast as {{ wide }}) * {{ cents }} as decimal(19, 0)) as total,
        own.forecast as own_forecast,
        own.method,
        own.margin_80,
        own.margin_95,
        own.forecasts,
        own.mase,
        coalesce(own.forecast, cast(cast(totals.forecast as {{ wide }}) * {{ ratio(
            'series.last_year_revenue',
            'sum(series.last_year_revenue) over (partition by series.dimension, horizons.number)',
            12,
        ) }} as {{ type_of('money') }}), 0) as weight
    from series
    inner join horizons
        on horizons.number between 1 and 12
    left join own as totals
        on
            totals.dimension = 'all'
            and horizons.number = totals.horizon
    left join own
        on
            series.dimension = own.dimension
            and series.member = own.member
            and totals.horizon = own.horizon

),

-- in cents, of a little less than the whole share, so that some are always left
parted as (

    select
        *,
        count(*) over of_month as members,
        total * cast(greatest({{ ratio(
            'case when sum(weight) over of_month > 0 then weight else 1 end',
            'case when sum(weight) over of_month > 0 then sum(weight) over of_month'
            ~ ' else count(*) over of_month end',
            12, 18,
        ) }} - 0.000000000001, 0) as decimal(18, 12)) as part
    from weighed
    window of_month as (partition by {{ of_month }})

),

-- cents that are left go to those who lost the most of one; of enormous totals all get some
rounded as (

    select
        *,
        row_number() over (
            partition by {{ of_month }} order by part - floor(part) desc, member asc
        ) as place,
        total - sum(floor(part)) over (partition by {{ of_month }}) as cents_left
    from parted

),

added_up as (

    select
        *,
        cast(
            (
                floor(part) + {{ for_all }}
                + case when place <= cents_left - members * {{ for_all }} then 1 else 0 end
            ) * {{ '%.*f' | format(setting('amount_decimals'), 1 / cents) }}
            as {{ type_of('money') }}
        ) as forecast
    from rounded

)

select * from added_up
