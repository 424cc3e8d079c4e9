{#
    Damped Newton steps towards the highest likelihood, unrolled: in each round the slopes at the
    point that a start has reached, steps of several lengths from there, and the best of them.
    Each CTE is read once, and what holds long formulas is worked out before it is read: engines
    that put CTEs in place of their names would write out a formula wherever its name stands.
#}
{% macro newton_rounds(model_name) -%}
    {%- set model = value_model(model_name) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
    {%- set kept = ['fit', 'start', 'customers', 'scale', 'iterations', 'is_done'] + names -%}
starts as (

    {% for start in model.starts -%}
    select
        {{ loop.index }} as start
        {%- for value in start %},
        cast({{ value }} as {{ float_type() }}) as {{ names[loop.index0] }}
        {%- endfor %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- what is added to the curvature for each customer, so that steps are shorter; null: no step at all
dampings as (

    {% for damping in ['null', 0, 0.01, 0.1, 1] -%}
    select
        {{ loop.index }} as trial,
        cast({{ damping }} as {{ float_type() }}) as damping
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

points_0 as {{ materialized() }} (

    select
        samples.fit,
        starts.start,
        samples.customers,
        cast(samples.scale as {{ float_type() }}) as scale,
        0 as iterations,
        0 as is_done
        {%- for name in names %},
        starts.{{ name }}{{ ' * samples.scale' if name == model.scaled }} as {{ name }}
        {%- endfor %}
    from samples
    cross join starts

),
{% for round in range(newton_limit()) %}
{{ newton_step(model, round, false) }}
stepped_{{ round }} as (

    select
        {{ kept[:6] | join(', ') }},
        trial,
        slope_log_likelihood
        {%- for name in names %},
        least(greatest(
            {{ name }} * exp(least(greatest(
                {%- set i = loop.index0 %}
                coalesce(m_{{ i }}_{{ size }} / nullif(m_{{ i }}_{{ i }}, 0), 0),
                -2
            ), 2)),
            {{ value_bounds()[0] }}{{ ' * scale' if name == model.scaled }}
        ), {{ value_bounds()[1] }}{{ ' * scale' if name == model.scaled }}) as {{ name }}
        {%- endfor %}
    from solved_{{ round }}_{{ size }}

),

tried_{{ round }} as {{ kept_apart() }}(

    select
        points.{{ kept | join(', points.') }},
        points.trial,
        points.slope_log_likelihood,
        terms.part,
        {%- for column in model.columns %}
        terms.{{ column }},
        {%- endfor %}
        terms.weight,
        {{ model.measures }}
    from stepped_{{ round }} as points
    inner join terms
        on
            points.fit = terms.fit
            and (points.is_done = 0 or terms.part = 'none')

),

judged_{{ round }} as (

    select
        {{ kept | join(', ') }},
        trial,
        {{ summed_by_part(model.slopes.log_likelihood) }} - slope_log_likelihood as gain
    from tried_{{ round }}
    group by {{ kept | join(', ') }}, trial, slope_log_likelihood

),

ranked_{{ round }} as (

    select
        *,
        row_number() over (partition by fit, start order by gain desc, trial asc) as place
    from judged_{{ round }}

),

points_{{ round + 1 }} as {{ materialized() }} (

    select
        fit,
        start,
        customers,
        scale,
        iterations + 1 - is_done as iterations,
        case when gain < 0.000000001 then 1 else 0 end as is_done
        {%- for name in names %},
        {{ name }}
        {%- endfor %}
    from ranked_{{ round }}
    where place = 1

),
{% endfor %}
{{ newton_step(model, newton_limit(), true) }}
{%- endmacro %}
