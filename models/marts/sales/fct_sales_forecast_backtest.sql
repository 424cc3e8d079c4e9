{%- set float = type_of('float') -%}
with

errors as (

    select
        *,
        cast(other_squares as {{ float }}) / other_forecasts as mean_square,
        coalesce(cast(other_band_squares as {{ float }}) / nullif(other_band_forecasts, 0), 0)
            as mean_square_around
    from {{ ref('customer_segmentation', 'int_forecast_errors') }}

),

covered as (

    select
        *,
        {% for percent in [80, 95] -%}
        case
            when
                abs(error) <= spread * {{ interval_factor(
                    percent, 'mean_square', 'mean_square_around', 'origins'
                ) }} then 1
            else 0
        end as is_in_{{ percent }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from errors

),

grouped as (

    select
        covered.dimension,
        covered.member,
        covered.method,
        cast(covered.horizon as integer) as horizon,
        count(*) as forecasts,
        {{ ratio(
            'sum(abs(covered.error)) * max(methods.changes)',
            'count(*) * max(methods.total_change)',
        ) }} as mase,
        case
            when sum(covered.revenue) > 0
                then {{ ratio('-1 * sum(covered.error)', 'sum(covered.revenue)') }}
        end as bias,
        {% for percent in [80, 95] -%}
        {{ ratio('sum(covered.is_in_' ~ percent ~ ')', 'count(*)') }} as coverage_{{ percent }},
        {% endfor -%}
        methods.is_chosen
    from covered
    inner join {{ ref('customer_segmentation', 'int_forecast_methods') }} as methods
        on
            covered.dimension = methods.dimension
            and covered.member = methods.member
            and covered.method = methods.method
    group by
        covered.dimension, covered.member, covered.method, covered.horizon, methods.is_chosen

)

select * from grouped
