{%- set text = dbt.type_string() -%}
{%- set money = type_of('money') -%}
with

months as (

    select max(month_starts_on) as last_month
    from {{ ref('customer_segmentation', 'int_sales_months') }}
    where is_complete_month

),

dated as (

    select
        forecasts.*,
        cast({{ dbt.dateadd('month', 'forecasts.horizon', 'months.last_month') }} as date) as month,
        months.last_month
    from {{ ref('customer_segmentation', 'int_forecasts_added_up') }} as forecasts
    cross join months

),

bounded as (

    select
        *,
        {% for percent in [80, 95] -%}
        case
            when is_never_negative and margin_{{ percent }} > forecast then 0
            else forecast - margin_{{ percent }}
        end as low_{{ percent }},
        forecast + margin_{{ percent }} as high_{{ percent }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from dated

),

told as (

    select
        dimension,
        member,
        month,
        case
            when forecast is null then 'none'
            else coalesce(method, 'share_of_total')
        end as method,
        case
            {% for method, words in forecast_methods().items() -%}
            when method = '{{ method }}'
                then
                    '{{ words }}, the best of what was tried in '
                    || cast(forecasts as {{ text }}) || ' forecasts of months that are over.'
            {% endfor -%}
            when months < 12
                then
                    'Complete months since the first sale: ' || cast(months as {{ text }})
                    || '. A forecast takes 12.'
            when months_with_sales < 6
                then
                    'Months with sales among the last 12: '
                    || cast(months_with_sales as {{ text }}) || '. A forecast takes 6.'
            else 'All sales together have too few months.'
        end
        || case
            when method is null and forecast is not null
                then ' So it has the part of the total that it had in the last 12 months.'
            else ''
        end as note,
        cast(horizon as integer) as horizon,
        cast(months as integer) as months_fitted,
        forecast,
        {% for percent in [80, 95] -%}
        cast(low_{{ percent }} as {{ money }}) as forecast_low_{{ percent }},
        cast(high_{{ percent }} as {{ money }}) as forecast_high_{{ percent }},
        {% endfor -%}
        cast(own_forecast as {{ money }}) as own_forecast,
        mase,
        last_month
    from bounded

)

select * from told
