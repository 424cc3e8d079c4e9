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
    {%- set bounds = value_bounds() -%}
    {%- set kept = ['fit', 'model', 'start', 'customers', 'scale', 'iterations', 'is_done']
        + names -%}
starts as (

    {% for start in model.starts -%}
    select
        {{ loop.index }} as start
        {%- for value in start %},
        cast({{ value }} as {{ type_of('float') }}) as {{ names[loop.index0] }}
        {%- endfor %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- what is added to the curvature for each customer, so that steps are shorter; null: no step at all
dampings as (

    {% for damping in ['null', 0, 0.01, 0.1, 1] -%}
    select
        {{ loop.index }} as trial,
        cast({{ damping }} as {{ type_of('float') }}) as damping
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

points_0 as {{ planner_hint('by_itself') }}(

    select
        samples.fit,
        samples.model,
        starts.start,
        samples.customers,
        cast(samples.scale as {{ type_of('float') }}) as scale,
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
aimed_{{ round }} as {{ planner_hint('kept_apart') }}(

    select
        *
        {%- for name in names %}
        {%- set i = loop.index0 %}
        {%- set unit = ' * scale' if name == model.scaled else '' %}
        {%- set slope = 'm_%d_%d' | format(i, size) %}
        {%- set pivot = 'm_%d_%d' | format(i, i) %},
        case
            when {{ name }} <= {{ bounds[0] * 1.001 }}{{ unit }} and {{ slope }} * {{ pivot }} < 0
                then 0
            when {{ name }} >= {{ bounds[1] * 0.999 }}{{ unit }} and {{ slope }} * {{ pivot }} > 0
                then 0
            else coalesce({{ slope }} / nullif({{ pivot }}, 0), 0)
        end as step_{{ name }}
        {%- endfor %}
    from solved_{{ round }}_{{ size }}

),

-- as far in that direction as no parameter changes by more than a factor, or passes its bound
shortened_{{ round }} as {{ planner_hint('kept_apart') }}(

    select
        *,
        least(
            1
            {%- for name in names %}
            {%- set unit = ' * scale' if name == model.scaled else '' %},
            2 / greatest(abs(step_{{ name }}), 2),
            case
                when step_{{ name }} > 0
                    then greatest(ln({{ bounds[1] }}{{ unit }} / {{ name }}), 0)
                        / step_{{ name }}
                when step_{{ name }} < 0
                    then greatest(ln({{ name }} / ({{ bounds[0] }}{{ unit }})), 0)
                        / (-1 * step_{{ name }})
                else 1
            end
            {%- endfor %}
        ) as length
    from aimed_{{ round }}

),

stepped_{{ round }} as (

    select
        {{ kept[:7] | join(', ') }},
        trial,
        slope_log_likelihood
        {%- for name in names %},
        {{ name }} * exp(length * step_{{ name }}) as {{ name }}
        {%- endfor %}
    from shortened_{{ round }}

),

tried_{{ round }} as {{ planner_hint('kept_apart') }}(

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
            and points.model = terms.model
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
        row_number() over (
            partition by fit, model, start order by gain desc, trial asc
        ) as place
    from judged_{{ round }}

),

points_{{ round + 1 }} as {{ planner_hint('by_itself') }}(

    select
        fit,
        model,
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
