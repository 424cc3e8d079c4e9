{#
    the best point that a start has reached, one row for each fit, and what is wrong with it: a
    bound, or no summit; after newton_rounds, in CTE bounded_summits. The step that is left is
    taken, since where the rounds end is a matter of the last digits of their gains, which no two
    engines share: it leads them to the same point. Starts that reach the same summit differ in the
    last digits too
#}
{% macro newton_summit(model_name) -%}
    {%- set model = value_model(model_name) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
ranked_summits as (

    select
        *,
        row_number() over (
            partition by fit order by round(slope_log_likelihood, 6) desc, start asc
        ) as place
    from solved_{{ newton_limit() }}_{{ size }}

),

polished_summits as (

    select
        fit,
        scale,
        iterations,
        slope_log_likelihood,
        gain,
        is_summit
        {%- for name in names %}
        {%- set i = loop.index0 %},
        case
            when is_summit = 1 and gain <= 0.000001
                then {{ name }} * exp(m_{{ i }}_{{ size }} / m_{{ i }}_{{ i }})
            else {{ name }}
        end as {{ name }}
        {%- endfor %}
    from ranked_summits
    where place = 1

),

bounded_summits as (

    select
        *,
        case
            {%- for name in names %}
            {%- for bound in value_bounds() %}
            when {{ name }} {{ '<=' if loop.first else '>=' }}
                {{ bound }} * {{ 1.001 if loop.first else 0.999 }}
                {{- ' * scale' if name == model.scaled }}
                then '{{ name }} has no {{ 'lower' if loop.first else 'upper' }} limit'
            {%- endfor %}
            {%- endfor %}
            when is_summit = 0 or gain > 0.000001
                then 'no convergence after {{ newton_limit() }} rounds'
            {%- for need, reason in model.needs.items() %}
            when not {{ need }}
                then '{{ reason }}'
            {%- endfor %}
        end as reason_not_fitted
    from polished_summits

),
{%- endmacro %}
