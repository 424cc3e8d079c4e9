{%- set grid = {
    'alpha': [0.05, 0.1, 0.2, 0.35, 0.5, 0.75],
    'beta': [0, 0.05, 0.2],
    'gamma': [0, 0.1, 0.3, 0.6],
} -%}
with

starts as (

    select * from {{ ref('customer_segmentation', 'int_forecast_starts') }}

),

{% for rate, values in grid.items() -%}
{{ rate }}s as (

    {% for value in values -%}
    select
        {{ loop.index0 }} as place,
        cast({{ value }} as {{ type_of('float') }}) as {{ rate }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

{% endfor -%}
candidates as (

    select
        100 * alphas.place + 10 * betas.place + gammas.place as candidate,
        alphas.alpha,
        betas.beta,
        gammas.gamma
    from alphas
    cross join betas
    cross join gammas

),

tried as {{ planner_hint('kept_apart') }}(

    select
        starts.dimension,
        starts.member,
        starts.method,
        starts.months,
        starts.months_before,
        candidates.candidate,
        {{ smoothed('starts.revenues', 'starts.start_state') }} as state
    from starts
    -- without seasons there is nothing for gamma to do, and less than two years tell of no trend
    inner join candidates
        on
            (starts.method <> 'smoothing' or candidates.gamma = 0)
            and (starts.months >= 24 or candidates.beta = 0)

),

numbers as (

    {{ whole_numbers(4) }}

),

origins as (

    select
        starts.dimension,
        starts.member,
        starts.method,
        cast(numbers.number as integer) as origin
    from starts
    inner join numbers
        on numbers.number between starts.first_origin and starts.months

),

-- one pass has the squared errors up to each month: what fitted best by then is known by then
compared as (

    select
        tried.dimension,
        tried.member,
        tried.method,
        tried.months,
        origins.origin,
        {{ lowest_by(
            'tried.candidate',
            array_item('tried.state', '15 + origins.origin - tried.months_before'),
        ) }} as candidate
    from tried
    inner join origins
        on
            tried.dimension = origins.dimension
            and tried.member = origins.member
            and tried.method = origins.method
    group by tried.dimension, tried.member, tried.method, tried.months, origins.origin

),

chosen as (

    select
        compared.dimension,
        compared.member,
        compared.method,
        compared.months,
        compared.origin,
        candidates.alpha,
        candidates.beta,
        candidates.gamma
    from compared
    inner join candidates
        on compared.candidate = candidates.candidate

)

select * from chosen
