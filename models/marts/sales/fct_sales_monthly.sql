{%- set complete = 'case when is_complete_month then 1 else 0 end' -%}
with

months as (

    select * from {{ ref('customer_segmentation', 'int_sales_by_month') }}

),

season_indices as (

    select * from {{ ref('customer_segmentation', 'int_season_indices') }}
    where period = 'month_of_year'

),

-- every month has a row, so that the row before is the month before
compared as (

    select
        *,
        lag(revenue) over (order by month_starts_on) as previous_month_revenue,
        lag(is_complete_month) over (order by month_starts_on) as is_previous_complete,
        lag(revenue, 12) over (order by month_starts_on) as year_ago_revenue,
        lag(is_complete_month, 12) over (order by month_starts_on) as is_year_ago_complete,
        {% for months in (3, 12) -%}
        case
            when sum({{ complete }}) over last_{{ months }}_months = {{ months }}
                then sum(revenue) over last_{{ months }}_months
        end as rolling_{{ months }}_month_revenue
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from months
    window
        last_3_months as (order by month_starts_on rows between 2 preceding and current row),
        last_12_months as (order by month_starts_on rows between 11 preceding and current row)

),

-- a month that is only partly in the data is no fall, and the one after it no rise
grown as (

    select
        compared.month_starts_on as month,
        compared.orders,
        compared.order_lines,
        compared.customers,
        compared.new_customers,
        compared.units,
        compared.revenue,
        compared.refunds,
        {{ ratio('compared.revenue', 'compared.orders', setting('amount_decimals')) }}
            as average_order_value,
        compared.previous_month_revenue,
        case
            when
                compared.is_complete_month
                and compared.is_previous_complete
                and compared.previous_month_revenue > 0
                then {{ ratio(
                    '(compared.revenue - compared.previous_month_revenue)',
                    'compared.previous_month_revenue',
                ) }}
        end as revenue_growth,
        compared.year_ago_revenue,
        case
            when
                compared.is_complete_month
                and compared.is_year_ago_complete
                and compared.year_ago_revenue > 0
                then {{ ratio(
                    '(compared.revenue - compared.year_ago_revenue)',
                    'compared.year_ago_revenue',
                ) }}
        end as year_on_year_growth,
        cast(compared.rolling_3_month_revenue as {{ type_of('money') }}) as rolling_3_month_revenue,
        cast(compared.rolling_12_month_revenue as {{ type_of('money') }})
            as rolling_12_month_revenue,
        cast(season_indices.seasonal_index as decimal(18, 4)) as seasonal_index,
        compared.is_complete_month
    from compared
    left join season_indices
        on compared.month_number = season_indices.season

)

select * from grown
