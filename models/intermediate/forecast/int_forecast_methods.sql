{%- set bands = [0, 1, 2] -%}
with

methods as (

    {% for method in forecast_methods() -%}
    select
        '{{ method }}' as method,
        {{ loop.index }} as complexity,
        {{ 100 if loop.first else 105 }} as handicap
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- how far off the last month's figure is for the next one
series as (

    select
        dimension,
        member,
        count(change) as changes,
        sum(abs(change)) as total_change
    from {{ ref('customer_segmentation', 'int_forecast_months') }}
    group by dimension, member

),

summed as (

    select
        dimension,
        member,
        method,
        count(*) as forecasts,
        max(origins) as origins,
        sum(abs(error)) as total_error,
        cast(max(squares) as {{ type_of('float') }}) / count(*) as mean_square,
        {% for band in bands -%}
        coalesce(max(
            case
                when horizon_band = {{ band }}
                    then cast(band_squares as {{ type_of('float') }}) / band_forecasts
            end
        ), 0) as mean_square_{{ band }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('customer_segmentation', 'int_forecast_errors') }}
    group by dimension, member, method

),

-- what is more than a mean has to be better by a twentieth; of equals the simpler is taken
ranked as (

    select
        summed.*,
        series.changes,
        series.total_change,
        {{ ratio('summed.total_error * series.changes', 'summed.forecasts * series.total_change') }}
            as mase,
        row_number() over (
            partition by summed.dimension, summed.member
            order by summed.total_error * methods.handicap, methods.complexity
        ) = 1 as is_chosen
    from summed
    inner join methods
        on summed.method = methods.method
    inner join series
        on
            summed.dimension = series.dimension
            and summed.member = series.member

)

select * from ranked
