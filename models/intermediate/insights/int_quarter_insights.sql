with

-- of whole calendar years
quarters as (

    select
        cast(extract(year from month) as integer) as year_number,
        cast(extract(quarter from month) as integer) as quarter_number,
        sum(revenue) as revenue,
        sum(sum(revenue)) over (partition by extract(year from month)) as year_revenue,
        sum(count(*)) over (partition by extract(year from month)) as year_months
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}
    where is_complete_month
    group by extract(year from month), extract(quarter from month)

),

counted as (

    select
        quarter_number,
        count(*) as years,
        count(case when 4 * revenue > year_revenue then 1 end) as years_above,
        sum(revenue) as revenue
    from quarters
    where year_months = 12
    group by quarter_number

),

ranked as (

    select
        *,
        row_number() over (order by years_above desc, revenue desc, quarter_number asc)
            as quarter_rank
    from counted

),

told as (

    select
        {{ insight(
            id="'quarter_consistency'",
            subject="'Q' || cast(ranked.quarter_number as " ~ dbt.type_string() ~ ")",
            sentence="'Q' || cast(ranked.quarter_number as " ~ dbt.type_string()
                ~ ") || ' was above average in ' || " ~ grouped_number('ranked.years_above')
                ~ " || ' of ' || " ~ grouped_number('ranked.years') ~ " || ' years.'",
            figure='ranked.years_above', unit="'years'",
            other_figure='ranked.years', other_unit="'years'",
            mart='fct_sales_monthly',
        ) }}
    from ranked
    cross join {{ ref('customer_segmentation', 'fct_seasonality') }} as seasons
    -- without seasons one quarter is often above average by chance
    where
        ranked.quarter_rank = 1
        and ranked.years > 1
        and 2 * ranked.years_above > ranked.years
        and seasons.period = 'month_of_year'
        and seasons.verdict = 'seasonal'

)

select * from told
