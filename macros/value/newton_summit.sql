{#
    the best point that a start has reached, one row for each fit and model, and what is wrong with
    it; after newton_rounds, in CTE judged_summits. The step that is left is taken, since where the
    rounds end is a matter of the last digits of their gains, which no two engines share: it leads
    them to the same point. Starts that reach the same summit differ in the last digits too
#}
{% macro newton_summit(model_name) -%}
    {%- set model = value_model(model_name) -%}
    {%- set names = model.parameters -%}
    {%- set size = names | length -%}
ranked_summits as (

    select
        *,
        row_number() over (
            partition by fit, model order by round(slope_log_likelihood, 6) desc, start asc
        ) as place
    from solved_{{ newton_limit() }}_{{ size }}

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
        {%- for row in range(size) %}
        {%- for name in names %},
        error_{{ row + 1 }}_{{ name }}
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
            when not ({{ need }})
                then '{{ reason }}'
            {%- endfor %}
            when is_summit = 0 or gain > 0.000001
                then 'no figures explain these orders better than all others: '
                    || 'there may be too few customers, or several kinds of them'
        end as reason_not_fitted
    from polished_summits

),
{%- endmacro %}
