with

months as (

    select
        *,
        {{ month_in_words('month') }} as month_name,
        row_number() over (order by revenue desc, month asc) as best_rank,
        row_number() over (order by revenue asc, month asc) as worst_rank,
        row_number() over (order by month desc) as latest_rank,
        count(*) over (partition by revenue) as equal_months,
        count(*) over () as months
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}
    -- a month that the data hold a part of is neither the worst nor a fall
    where is_complete_month

),

told as (

    select
        {{ insight(
            id="'best_month'", subject='month_name',
            sentence="'The best month was ' || month_name || ' with ' || "
                ~ amount_in_words('revenue') ~ " || ' of revenue.'",
            figure='revenue', unit="'money'",
            mart='fct_sales_monthly',
        ) }}
    from months
    -- the only month is told as the latest
    where
        best_rank = 1
        and months > 1
        and equal_months = 1
        and revenue > 0
    union all
    select
        {{ insight(
            id="'worst_month'", subject='month_name',
            sentence="'The weakest month was ' || month_name || ' with ' || "
                ~ amount_in_words('revenue') ~ " || ' of revenue.'",
            figure='revenue', unit="'money'",
            mart='fct_sales_monthly',
        ) }}
    from months
    where
        worst_rank = 1
        and months > 1
        and equal_months = 1
    union all
    select
        {{ insight(
            id="'latest_month'", subject='month_name',
            sentence="month_name || ', the latest complete month, brought ' || "
                ~ amount_in_words('revenue') ~ " || ' of revenue'
                || coalesce(', ' || " ~ change_in_percent('revenue_growth')
                ~ " || ' than the month before', '') || '.'",
            figure='revenue', unit="'money'",
            other_figure='revenue_growth', other_unit="'change on the month before'",
            mart='fct_sales_monthly',
        ) }}
    from months
    where latest_rank = 1
    union all
    select
        {{ insight(
            id="'year_on_year'", subject='month_name',
            sentence="month_name || ' brought ' || " ~ change_in_percent('year_on_year_growth')
                ~ " || ' than the same month of the year before.'",
            figure='year_on_year_growth', unit="'change on the year before'",
            mart='fct_sales_monthly',
        ) }}
    from months
    where
        latest_rank = 1
        and year_on_year_growth is not null

)

select * from told
