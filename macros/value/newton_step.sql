{#
    from points_<round> to solved_<round>: the Newton step of each damping, by Gauss and Jordan's
    elimination of (damping - curvature) x step = slope; the pivots tell whether this is a summit
    and what a step would gain. A parameter that would run beyond its bound, or that the model has
    no use for, is held: its row is zero, and so is its step. The last time the elimination goes
    on over the unit matrix: what stands in the row of a pivot then is by how much an independent
    error moves each parameter (of the Cholesky factor of the covariance, one row)
#}
{% macro newton_step(model, round, is_last) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
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
            when {{ name }} <= {{ value_bounds()[0] * 1.001 }}{{ unit }} and slope_{{ name }} < 0
                then 0
            when {{ name }} >= {{ value_bounds()[1] * 0.999 }}{{ unit }} and slope_{{ name }} > 0
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
