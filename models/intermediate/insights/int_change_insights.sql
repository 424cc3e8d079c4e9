{%- set month_name = season_in_words("'month_of_year'", 'extract(month from month)')
    ~ " || ' ' || cast(extract(year from month) as " ~ dbt.type_string() ~ ')' -%}
with
{% if is_part('sales') %}
-- what did most of a change, of all sales
drivers as (

    select
        *,
        row_number() over (
            partition by comparison order by abs(effect) desc, driver_rank asc
        ) as place
    from {{ ref('customer_segmentation', 'fct_revenue_changes') }}
    where dimension = 'all'

),

-- the latest five, and only of what is made of many customers
anomalies as (

    select
        *,
        period_start as month,
        case member when 'all' then 'all sales' else member end as who,
        row_number() over (
            order by period_start desc, amount_outside desc, dimension asc, member asc
        ) as place
    from {{ ref('customer_segmentation', 'fct_sales_anomalies') }}
    where dimension in ('all', 'country', 'product_line') and member <> 'unknown'

),

goals as (

    select
        *,
        row_number() over (order by month desc) as place
    from {{ ref('customer_segmentation', 'fct_sales_targets') }}
    where dimension = 'all' and is_complete_month

),
{% endif %}
told as (
    {% if is_part('sales') %}
    select
        {{ insight(
            'revenue_driver', 'effect', by=['comparison'], what="replace(driver, '_', ' ')",
            variant="comparison || case when revenue_change < 0 then '_less' else '_more' end",
            other='revenue_change',
        ) }}
    from drivers
    where place = 1 and revenue_change <> 0
    union all
    select
        {{ insight(
            'forecast', 'forecast', subject=month_name, low='forecast_low_95',
            high='forecast_high_95', what='note',
            variant="case when forecast is null then 'missing' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_sales_forecast') }}
    where dimension = 'all' and horizon = 1
    union all
    select
        {{ insight(
            'anomaly', 'revenue', by=['dimension', 'member', 'period_type',
            'cast(period_start as ' ~ dbt.type_string() ~ ')'], what='who',
            subject="case period_type when 'month' then " ~ month_name
            ~ " else 'Week of ' || cast(period_start as " ~ dbt.type_string() ~ ') end',
            other="case direction when 'above' then expected_high else expected_low end",
            variant='direction',
        ) }}
    from anomalies
    where place <= 5
    union all
    select {{ insight('target_pace', 'pace', subject=month_name, other='goal_so_far') }}
    from goals
    where place = 1
    {% endif %}{% if is_part('movement') %}{{ 'union all' if is_part('sales') }}
    select
        {{ insight(
            'decline_cause', 'count(*)', by=['cause'], other='sum(revenue_lost)',
            variant="cause || case when count(*) = 1 then '_one' else '' end",
        ) }}
    from {{ ref('customer_segmentation', 'fct_customer_decline_causes') }}
    where cause in ('service', 'price', 'range', 'season')
    group by cause
    having sum(revenue_lost) > 0
    {% endif %}

)

select * from told
