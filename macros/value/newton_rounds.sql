{#
    Damped Newton steps towards the highest likelihood, unrolled: in each round the slopes at the
    point that a start has reached, steps of several lengths from there, and the best of them.
    A start that isn't done after sixteen rounds is given up; four to eight are usual.
    Each CTE is read once, and what holds long formulas is worked out before it is read: engines
    that put CTEs in place of their names would write out a formula wherever its name stands.
#}
{% macro newton_rounds(model) -%}
    {%- set limit = 16 -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
    {%- set bounds = _parameter_bounds() -%}
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
{% for round in range(limit) %}
{{ _newton_step(model, round, false) }}
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
            -- the first trial stays where it is, and whoever is done has no other
            and (points.trial > 1 or terms.part = 'none')

),

judged_{{ round }} as (

    select
        {{ kept | join(', ') }},
        trial,
        case
            when trial > 1
                then {{ summed_by_part(model.slopes.log_likelihood) }} - slope_log_likelihood
            else 0
        end as gain
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
{{ _newton_step(model, limit, true) }}
{{ _newton_summit(model, 'solved_%d_%d' | format(limit, size)) }}
{%- endmacro %}

{#
    from points_<round> to solved_<round>: the Newton step of each damping, by Gauss and Jordan's
    elimination of (damping - curvature) x step = slope; the pivots tell whether this is a summit
    and what a step would gain. A parameter that would run beyond its bound, or that the model has
    no use for, is held: its row is zero, and so is its step. The last time the elimination goes
    on over the unit matrix: what stands in the row of a pivot then is by how much an independent
    error moves each parameter (of the Cholesky factor of the covariance, one row)
#}
{% macro _newton_step(model, round, is_last) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
    {%- set bounds = _parameter_bounds() -%}
    {%- set width = 2 * size + 1 if is_last else size + 1 -%}
    {%- set kept = ['fit', 'model', 'start', 'customers', 'scale', 'iterations', 'is_done']
        + names -%}
measured_{{ round }} as {{ planner_hint('kept_apart') }}(

    select
        points.{{ kept | join(', points.') }},
        terms.part,
        {%- for column in model.columns %}
        terms.{{ column }},
        {%- endfor %}
        terms.weight,
        {{ model.measures }}
    from points_{{ round }} as points
    inner join terms
        on
            points.fit = terms.fit
            and points.model = terms.model
            and ({{ '1 = 1' if is_last else 'points.is_done = 0' }} or terms.part = 'none')

),

sloped_{{ round }} as {{ planner_hint('kept_apart') }}(

    select
        {{ kept | join(', ') }}
        {%- for slope, parts in model.slopes.items() %},
        {{ summed_by_part(parts) }} as slope_{{ slope }}
        {%- endfor %}
    from measured_{{ round }}
    group by {{ kept | join(', ') }}

),

freed_{{ round }} as {{ planner_hint('kept_apart') }}(

    select
        *
        {%- for name in names %}
        {%- set unit = ' * scale' if name == model.scaled else '' %},
        case
            when {{ name }} <= {{ bounds[0] * 1.001 }}{{ unit }} and slope_{{ name }} < 0
                then 0
            when {{ name }} >= {{ bounds[1] * 0.999 }}{{ unit }} and slope_{{ name }} > 0
                then 0
            else 1
        end as free_{{ name }}
        {%- endfor %}
    from sloped_{{ round }}

),

solved_{{ round }}_0 as {{ planner_hint('kept_apart') }}(

    select
        points.{{ kept | join(', points.') }},
        points.slope_log_likelihood,
        dampings.trial,
        cast(0 as {{ type_of('float') }}) as gain,
        1 as is_summit
        {%- for name in names %}
        {%- set row = loop.index0 %}
        {%- for other in names %}
        {%- set pair = [row, loop.index0] | sort %},
        points.free_{{ name }} * points.free_{{ other }} * (
            -1 * cast(
                points.slope_{{ names[pair[0]] }}_{{ names[pair[1]] }} as {{ type_of('float') }}
            )
            {{- ' + points.customers * dampings.damping' if other == name }}
        ) as m_{{ row }}_{{ loop.index0 }}
        {%- endfor %},
        points.free_{{ name }} * cast(points.slope_{{ name }} as {{ type_of('float') }})
            as m_{{ row }}_{{ size }}
        {%- if is_last %}
        {%- for column in range(size) %},
        cast({{ 1 if column == row else 0 }} as {{ type_of('float') }})
            as m_{{ row }}_{{ size + 1 + column }}
        {%- endfor %}
        {%- endif %}
        {%- endfor %}
    from freed_{{ round }} as points
    inner join dampings
        on {{ 'dampings.damping = 0' if is_last else 'points.is_done = 0 or dampings.trial = 1' }}

),
{% for k in range(size) %}
{%- set pivot = 'm_%d_%d' | format(k, k) %}
solved_{{ round }}_{{ k + 1 }} as {{ planner_hint('kept_apart') }}(

    select
        {{ kept | join(', ') }},
        slope_log_likelihood,
        trial,
        gain + coalesce(
            0.5 * m_{{ k }}_{{ size }} * m_{{ k }}_{{ size }} / nullif({{ pivot }}, 0), 0
        ) as gain,
        case
            when {{ pivot }} > 0 or ({{ pivot }} = 0 and m_{{ k }}_{{ size }} = 0) then is_summit
            else 0
        end as is_summit
        {%- for i in range(size) %}
        {%- for j in range(width) %}
        {%- if j > k or j == i %},
        m_{{ i }}_{{ j }}
        {{- ' - coalesce(m_%d_%d * m_%d_%d / nullif(%s, 0), 0)' | format(i, k, k, j, pivot)
            if i != k and j > k }} as m_{{ i }}_{{ j }}
        {%- endif %}
        {%- endfor %}
        {%- endfor %}
        {%- if is_last %}
        {%- for row in range(k) %}
        {%- for name in names %},
        error_{{ row + 1 }}_{{ name }}
        {%- endfor %}
        {%- endfor %}
        {%- for name in names %},
        case
            when {{ pivot }} > 0
                then m_{{ k }}_{{ size + 1 + loop.index0 }} / sqrt({{ pivot }})
            else 0
        end as error_{{ k + 1 }}_{{ name }}
        {%- endfor %}
        {%- endif %}
    from solved_{{ round }}_{{ k }}

),
{% endfor %}
{%- endmacro %}

{#
    the best point that a start has reached, one row for each fit and model, and what is wrong with
    it. The step that is left is taken, since where the rounds end is a matter of the last digits of
    their gains, which no two engines share: it leads them to the same point. Starts that reach the
    same summit differ in the last digits too
#}
{% macro _newton_summit(model, solved) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
ranked_summits as (

    select
        *,
        row_number() over (
            partition by fit, model order by round(slope_log_likelihood, 6) desc, start asc
        ) as place
    from {{ solved }}

),

polished_summits as (

    select
        fit,
        model,
        scale,
        iterations,
        slope_log_likelihood,
        gain,
        is_summit
        {%- for k in range(1, size + 1) %}
        {%- for name in names %},
        error_{{ k }}_{{ name }}
        {%- endfor %}
        {%- endfor %}
        {%- for name in names %}
        {%- set i = loop.index0 %},
        case
            when is_summit = 1 and gain <= 0.000001
                then {{ name }} * exp(
                    coalesce(m_{{ i }}_{{ size }} / nullif(m_{{ i }}_{{ i }}, 0), 0)
                )
            else {{ name }}
        end as {{ name }}
        {%- endfor %}
    from ranked_summits
    where place = 1

),

judged_summits as (

    select
        *,
        case
            {%- for need, reason in model.needs.items() %}
            when not ({{ need | replace('{lowest}', _parameter_bounds()[0] * 1.001) }})
                then '{{ reason }}'
            {%- endfor %}
            when is_summit = 0 or gain > 0.000001
                then 'no figures explain these orders better than all others: '
                    || 'there may be too few customers, or several kinds of them'
        end as reason_not_fitted
    from polished_summits

),
{%- endmacro %}

{#
    as far as a parameter may run, alpha and v in multiples of the mean; what gets there would go on
    to zero or infinity
#}
{% macro _parameter_bounds() -%}
    {{ return([0.0001, 1000]) }}
{%- endmacro %}
