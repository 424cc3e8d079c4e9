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

-- a member beside the total of the same period: what happened to all of them is no news of one
{% for period, model, starts_on, count, before, regular in [
    ('month', 'int_forecast_months', 'month_starts_on', 'months', 12, 10),
    ('week', 'int_forecast_weeks', 'week_starts_on', 'weeks', 26, 20),
] -%}
{{ period }}s_beside as (

    select
        members.dimension,
        members.member,
        members.{{ starts_on }} as period_start,
        members.position,
        members.{{ count }} - members.position as age,
        members.revenue,
        totals.revenue as total,
        cast(sum(members.revenue) over before as {{ float }})
        / nullif(cast(sum(totals.revenue) over before as {{ float }}), 0) as share,
        count(case when members.revenue <> 0 then 1 end) over before >= {{ regular }} as is_regular
    from {{ ref('customer_segmentation', model) }} as members
    inner join {{ ref('customer_segmentation', model) }} as totals
        on
            members.{{ starts_on }} = totals.{{ starts_on }}
            and totals.dimension = 'all'
            and members.dimension <> 'all'
    window before as (
        partition by members.dimension, members.member order by members.position
        rows between {{ before }} preceding and 1 preceding
    )

),

{% endfor -%}
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
    {% endfor -%}
    {% for period, before in {'month': 12, 'week': 26}.items() -%}
    union all
    select
        '{{ period }}' as period_type,
        dimension,
        member,
        'share_of_total' as method,
        period_start,
        age,
        is_regular,
        total * share as forecast,
        greatest(abs(cast(total as {{ float }})), 0.01) as spread,
        revenue
    from {{ period }}s_beside
    where position > {{ before }} and share is not null
    {% endfor %}

)

select * from foreseen
