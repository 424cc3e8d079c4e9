{#
    from points_<round> to solved_<round>: the Newton step of each damping, by Gauss and Jordan's
    elimination of (damping - curvature) x step = slope; the pivots tell whether this is a summit
    and what a step would gain
#}
{% macro newton_step(model, round, is_last) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
    {%- set kept = ['fit', 'start', 'customers', 'scale', 'iterations', 'is_done'] + names -%}
measured_{{ round }} as {{ kept_apart() }}(

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
            and ({{ '1 = 1' if is_last else 'points.is_done = 0' }} or terms.part = 'none')

),

sloped_{{ round }} as (

    select
        {{ kept | join(', ') }}
        {%- for slope, parts in model.slopes.items() %},
        {{ summed_by_part(parts) }} as slope_{{ slope }}
        {%- endfor %}
    from measured_{{ round }}
    group by {{ kept | join(', ') }}

),

solved_{{ round }}_0 as {{ kept_apart() }}(

    select
        points.{{ kept | join(', points.') }},
        points.slope_log_likelihood,
        dampings.trial,
        cast(0 as {{ float_type() }}) as gain,
        1 as is_summit
        {%- for name in names %}
        {%- set row = loop.index0 %}
        {%- for other in names %}
        {%- set pair = [row, loop.index0] | sort %},
        -1 * cast(points.slope_{{ names[pair[0]] }}_{{ names[pair[1]] }} as {{ float_type() }})
        {{- ' + points.customers * dampings.damping' if other == name }}
        as m_{{ row }}_{{ loop.index0 }}
        {%- endfor %},
        cast(points.slope_{{ name }} as {{ float_type() }}) as m_{{ row }}_{{ size }}
        {%- endfor %}
    from sloped_{{ round }} as points
    inner join dampings
        on {{ 'dampings.damping = 0' if is_last else 'points.is_done = 0 or dampings.trial = 1' }}

),
{% for k in range(size) %}
solved_{{ round }}_{{ k + 1 }} as {{ kept_apart() }}(

    select
        {{ kept | join(', ') }},
        slope_log_likelihood,
        trial,
        gain + 0.5 * m_{{ k }}_{{ size }} * m_{{ k }}_{{ size }} / nullif(m_{{ k }}_{{ k }}, 0)
            as gain,
        case when m_{{ k }}_{{ k }} > 0 then is_summit else 0 end as is_summit
        {%- for i in range(size) %}
        {%- for j in range(size + 1) %}
        {%- if j > k or j == i %},
        m_{{ i }}_{{ j }}
        {{- ' - m_%d_%d * m_%d_%d / nullif(m_%d_%d, 0)' | format(i, k, k, j, k, k)
            if i != k and j > k }} as m_{{ i }}_{{ j }}
        {%- endif %}
        {%- endfor %}
        {%- endfor %}
    from solved_{{ round }}_{{ k }}

),
{% endfor %}
{%- endmacro %}
