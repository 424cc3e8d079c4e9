{%- set quarter = "'Q' || cast(quarter_number as " ~ dbt.type_string() ~ ')' -%}
with

months as (

    select
        *,
        {{ season_in_words("'month_of_year'", 'extract(month from month)') }}
        || ' ' || cast(extract(year from month) as {{ dbt.type_string() }}) as month_name,
        row_number() over (order by revenue desc, month asc) as best_rank,
        row_number() over (order by revenue asc, month asc) as worst_rank,
        row_number() over (order by month desc) as latest_rank,
        count(*) over (partition by revenue) as equal_months,
        count(*) over () as months
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}
    -- a month that the data hold a part of is neither the worst nor a fall
    where is_complete_month

),

quarters as (

    select
        cast(extract(quarter from month) as integer) as quarter_number,
        sum(revenue) as revenue,
        case when 4 * sum(revenue) > sum(sum(revenue)) over of_year then 1 else 0 end as is_above,
        sum(count(*)) over of_year as year_months
    from months
    group by extract(year from month), extract(quarter from month)
    window of_year as (partition by extract(year from month))

),

-- of whole calendar years
ranked_quarters as (

    select
        quarter_number,
        count(*) as years,
        sum(is_above) as years_above,
        row_number() over (order by sum(is_above) desc, sum(revenue) desc, quarter_number asc)
            as quarter_rank
    from quarters
    where year_months = 12
    group by quarter_number

),

seasons as (

    select
        *,
        case period when 'month_of_year' then 'month of the year' else 'day of the week' end
            as period_name,
        case period when 'month_of_year' then 'year' else 'week' end as cycle_name,
        {{ season_in_words('period', 'peak_season') }} as peak_name,
        {{ season_in_words('period', 'low_season') }} as low_name
    from {{ ref('customer_segmentation', 'fct_seasonality') }}

),

told as (

    {% for end, more in {'best': ' and revenue > 0', 'worst': ''}.items() -%}
    select {{ insight(end ~ '_month', 'revenue', subject='month_name') }}
    from months
    -- the only month is told as the latest; of equals none is the first
    where {{ end }}_rank = 1 and months > 1 and equal_months = 1{{ more }}
    union all
    {% endfor -%}
    select
        {{ insight(
            'latest_month', 'revenue', subject='month_name', other='revenue_growth',
            variant="case when revenue_growth is null then 'first' end",
        ) }}
    from months
    where latest_rank = 1
    union all
    select {{ insight('year_on_year', 'year_on_year_growth', subject='month_name') }}
    from months
    where latest_rank = 1 and year_on_year_growth is not null
    union all
    select
        {{ insight(
            'seasonality', 'strength', by=['period'], subject='verdict', other='statistic',
            what='period_name', also='cycle_name',
            variant="case when strength is null or statistic is null then 'unknown'
                when verdict <> 'seasonal' then null when form = 'multiplicative' then form
                when form_reason like '%does not grow%' then 'additive' end",
        ) }}
    from seasons
    union all
    select
        {{ insight(
            'peak_season', 'peak_index', by=['period'], subject='peak_name', other='low_index',
            what='period_name', also='low_name',
        ) }}
    from seasons
    -- a peak that chance explains is none
    where verdict = 'seasonal'
    union all
    select
        {{ insight(
            'season_consistency', 'peak_cycles_above', by=['period'], subject='peak_name',
            other='cycles', also='cycle_name',
        ) }}
    from seasons
    where verdict = 'seasonal'
    union all
    select {{ insight('quarter_consistency', 'years_above', subject=quarter, other='years') }}
    from ranked_quarters as ranked
    -- without seasons one quarter is often above average by chance
    inner join seasons
        on seasons.period = 'month_of_year' and seasons.verdict = 'seasonal'
    where ranked.quarter_rank = 1 and ranked.years > 1 and 2 * ranked.years_above > ranked.years

)

select * from told
