with

forecasts as (

    select
        forecasts.dimension,
        forecasts.member,
        forecasts.method,
        forecasts.horizon,
        forecasts.forecast,
        forecasts.spread,
        methods.origins,
        methods.forecasts,
        methods.mase,
        methods.mean_square,
        case {{ integer_divide('forecasts.horizon - 1', '4') }}
            when 0 then methods.mean_square_0
            when 1 then methods.mean_square_1
            else methods.mean_square_2
        end as mean_square_around
    from {{ ref('customer_segmentation', 'int_forecasts_tried') }} as forecasts
    inner join {{ ref('customer_segmentation', 'int_forecast_methods') }} as methods
        on
            forecasts.dimension = methods.dimension
            and forecasts.member = methods.member
            and forecasts.method = methods.method
    where
        methods.is_chosen
        and forecasts.origin = forecasts.months

),

bounded as (

    select
        dimension,
        member,
        method,
        horizon,
        forecast,
        {% for percent in [80, 95] -%}
        cast(
            least(
                spread * {{ interval_factor(
                    percent, 'mean_square', 'mean_square_around', 'origins'
                ) }},
                {{ 10 ** (17 - setting('amount_decimals')) }}
            ) as {{ type_of('money') }}
        ) as margin_{{ percent }},
        {% endfor -%}
        forecasts,
        mase
    from forecasts

)

select * from bounded
