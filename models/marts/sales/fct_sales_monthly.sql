{%- set complete = 'case when is_complete_month then 1 else 0 end' -%}
{%- set earlier = [
    ('previous_month', 1, 'revenue_growth'), ('year_ago', 12, 'year_on_year_growth'),
] -%}
with

customer_months as (

    select
        *,
        case
            when is_buyer
                then row_number() over (partition by customer_id, is_buyer order by month_starts_on)
        end as buying_month
    from {{ ref('customer_segmentation', 'int_customer_months') }}

),

summed as (

    select
        month_starts_on,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        count(buying_month) as customers,
        count(case when buying_month = 1 then 1 end) as new_customers,
        sum(units) as units,
        sum(revenue) as revenue,
        sum(refunds) as refunds
    from customer_months
    group by month_starts_on

),

-- every month has a row, so that the row before is the month before
filled as (

    select
        months.month_starts_on as month,
        months.is_complete_month,
        cast(coalesce(summed.orders, 0) as bigint) as orders,
        cast(coalesce(summed.order_lines, 0) as bigint) as order_lines,
        coalesce(summed.customers, 0) as customers,
        coalesce(summed.new_customers, 0) as new_customers,
        -- where nothing was sold there are no units; where lines lack a quantity nobody knows
        cast(
            case when summed.order_lines is null then 0 else summed.units end
            as {{ type_of('quantity') }}
        ) as units,
        cast(coalesce(summed.revenue, 0) as {{ type_of('money') }}) as revenue,
        cast(coalesce(summed.refunds, 0) as {{ type_of('money') }}) as refunds,
        cast(season_indices.seasonal_index as decimal(18, 4)) as seasonal_index
    from {{ ref('customer_segmentation', 'int_sales_months') }} as months
    left join summed
        on months.month_starts_on = summed.month_starts_on
    left join {{ ref('customer_segmentation', 'int_season_fits') }} as season_indices
        on
            months.month_number = season_indices.season
            and season_indices.period = 'month_of_year'

),

compared as (

    select
        *,
        {% for name, months, _ in earlier -%}
        lag(revenue, {{ months }}) over (order by month) as {{ name }}_revenue,
        lag(is_complete_month, {{ months }}) over (order by month) as is_{{ name }}_complete,
        {% endfor -%}
        {% for months in (3, 12) -%}
        case
            when sum({{ complete }}) over last_{{ months }}_months = {{ months }}
                then sum(revenue) over last_{{ months }}_months
        end as rolling_{{ months }}_month_revenue
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from filled
    window
        last_3_months as (order by month rows between 2 preceding and current row),
        last_12_months as (order by month rows between 11 preceding and current row)

),

-- a month that is only partly in the data is no fall, and the one after it no rise
grown as (

    select
        month,
        orders,
        order_lines,
        customers,
        new_customers,
        units,
        revenue,
        refunds,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {% for name, _, growth in earlier -%}
        {{ name }}_revenue,
        case
            when is_complete_month and is_{{ name }}_complete and {{ name }}_revenue > 0
                then {{ ratio('(revenue - ' ~ name ~ '_revenue)', name ~ '_revenue') }}
        end as {{ growth }},
        {% endfor -%}
        cast(rolling_3_month_revenue as {{ type_of('money') }}) as rolling_3_month_revenue,
        cast(rolling_12_month_revenue as {{ type_of('money') }}) as rolling_12_month_revenue,
        seasonal_index,
        is_complete_month
    from compared

)

select * from grown
