{%- set float = type_of('float') -%}
with

weeks as (

    select
        *,
        cast({{ ratio('level_sum', '8', setting('amount_decimals')) }} as {{ float }}) as level,
        least(greatest(
            1.6 * cast(year_ago_sum as {{ float }})
            / nullif(cast(year_ago_level_sum as {{ float }}), 0), 0
        ), 5) as year_ago_ratio
    from {{ ref('customer_segmentation', 'int_forecast_weeks') }}

),

-- a month ahead by the method that the member's forecast is made by, a week ahead in two ways
foreseen as (

    select
        'month' as period_type,
        tried.dimension,
        tried.member,
        tried.method,
        months.month_starts_on as period_start,
        months.months - months.position as age,
        true as is_regular,
        cast(tried.forecast as {{ float }}) as forecast,
        tried.spread,
        tried.revenue
    from {{ ref('customer_segmentation', 'int_forecasts_tried') }} as tried
    inner join {{ ref('customer_segmentation', 'int_forecast_months') }} as months
        on
            tried.dimension = months.dimension
            and tried.member = months.member
            and tried.origin + 1 = months.position
    inner join {{ ref('customer_segmentation', 'int_forecast_methods') }} as methods
        on
            tried.dimension = methods.dimension
            and tried.member = methods.member
            and tried.method = methods.method
    where tried.horizon = 1 and methods.is_chosen
    {% for method, forecast, condition in [
        ('last_weeks', 'level', 'position > 8'),
        ('last_weeks_and_season', 'level * year_ago_ratio',
            'year_ago_level_sum > 0 and position > 60'),
    ] -%}
    union all
    select
        'week' as period_type,
        dimension,
        member,
        '{{ method }}' as method,
        week_starts_on as period_start,
        weeks - position as age,
        weeks_with_sales >= 20 as is_regular,
        {{ forecast }} as forecast,
        greatest(cast(size_sum as {{ float }}) / 8, 0.01) as spread,
        revenue
    from weeks
    where {{ condition }}
    {% endfor %}

)

select * from foreseen
