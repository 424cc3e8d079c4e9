{{ config(materialized=planner_hint('in_steps')) }}
{#- a step of the last round is a thousandth of what rates are from -#}
{%- set rounds = 8 -%}
{%- set steps = {'alpha': 0.1, 'beta': 0.05, 'gamma': 0.2} -%}
{%- set key = ['dimension', 'member', 'method', 'origin'] -%}
with

starts as (

    select * from {{ ref('customer_segmentation', 'int_forecast_starts') }}

),

rates as (

    select * from {{ ref('customer_segmentation', 'int_forecast_rates') }}

),

sides as (

    select number - 1 as side
    from ({{ whole_numbers(1) }}) as numbers
    where number < 3

),

moves as (

    select
        alphas.side as alpha_side,
        betas.side as beta_side,
        gammas.side as gamma_side,
        27 * (abs(alphas.side) + abs(betas.side) + abs(gammas.side))
        + 9 * alphas.side + 3 * betas.side + gammas.side as place
    from sides as alphas
    cross join sides as betas
    cross join sides as gammas

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
        least(greatest(best.{{ rate }} + moves.{{ rate }}_side * {{ step / 2 ** round }}, 0), 1)
            as {{ rate }}
        {%- endfor %}
    from ranked_{{ round }} as best
    inner join starts
        on
            best.dimension = starts.dimension
            and best.member = starts.member
            and best.method = starts.method
    inner join moves
        on
            best.method <> 'smoothing'
            or moves.gamma_side = 0
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
