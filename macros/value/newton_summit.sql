{#
    the best point that a start has reached, one row for each fit, and what is wrong with it: a
    bound, or no summit; after newton_rounds, in CTE summits
#}
{% macro newton_summit(model_name) -%}
    {%- set model = value_model(model_name) -%}
    {%- set names = model.parameters -%}
ranked_summits as (

    select
        *,
        row_number() over (partition by fit order by slope_log_likelihood desc, start asc)
            as place
    from solved_{{ newton_limit() }}_{{ names | length }}

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
    from ranked_summits
    where place = 1

),
{%- endmacro %}
