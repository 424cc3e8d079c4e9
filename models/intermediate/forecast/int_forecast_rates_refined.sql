{{ config(materialized=planner_hint('in_steps')) }}
{%- set rounds = 10 -%}
{%- set steps = {'alpha': 0.1, 'beta': 0.05, 'gamma': 0.2} -%}
{%- set key = ['dimension', 'member', 'method', 'origin'] -%}
with

starts as (

    select * from {{ ref('customer_segmentation', 'int_forecast_starts') }}

),

rates as (

    select * from {{ ref('customer_segmentation', 'int_forecast_rates') }}

),

-- to stay is the first of equals
moves as (

    select
        0 as place,
        0 as alpha_side,
        0 as beta_side,
        0 as gamma_side
    {%- for rate in steps %}
    {%- set position = loop.index %}
    {%- for side in [1, -1] %}
    union all
    select
        {{ 2 * position + loop.index0 }} as place
        {%- for moved in steps %},
        {{ side if moved == rate else 0 }} as {{ moved }}_side
        {%- endfor %}
    {%- endfor %}
    {%- endfor %}

),

ranked_0 as {{ planner_hint('by_itself') }}(

    select
        {{ key | join(',\n        ') }},
        alpha,
        beta,
        gamma,
        1 as standing
    from rates
    where origin = months

),

{% for round in range(rounds) -%}
moved_{{ round }} as (

    select
        best.dimension,
        best.member,
        best.method,
        best.origin,
        moves.place,
        starts.damping,
        starts.revenues,
        starts.start_state
        {%- for rate, step in steps.items() %},
        least(greatest(
            best.{{ rate }}
            + moves.{{ rate }}_side * {{ '%.6f' | format(step * 0.6 ** round) }}, 0
        ), 1) as {{ rate }}
        {%- endfor %}
    from ranked_{{ round }} as best
    inner join starts
        on
            best.dimension = starts.dimension
            and best.member = starts.member
            and best.method = starts.method
    inner join moves
        on
            (best.method <> 'smoothing' or moves.gamma_side = 0)
            and (starts.months >= 24 or moves.beta_side = 0)
    where best.standing = 1

),

ranked_{{ round + 1 }} as {{ planner_hint('by_itself') }}(

    select
        {{ key | join(',\n        ') }},
        alpha,
        beta,
        gamma,
        row_number() over (
            partition by {{ key | join(', ') }}
            order by {{ array_item(smoothed('revenues', 'start_state'), 15) }}, place
        ) as standing
    from moved_{{ round }}

),

{% endfor -%}
-- trials go on with the rates of the grid: these ones know the months that trials are to foresee
refined as (

    {% for relation, condition in [
        ('ranked_' ~ rounds, 'standing = 1'), ('rates', 'origin < months')
    ] -%}
    select
        {{ key | join(',\n        ') }},
        alpha,
        beta,
        gamma
    from {{ relation }}
    where {{ condition }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from refined
