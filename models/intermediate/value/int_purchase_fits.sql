{{ config(materialized=planner_hint('in_steps')) }}
{%- set model = purchase_model() -%}
with

fits as (

    select *
    from {{ ref('customer_segmentation', 'int_fit_samples') }}
    where model <> 'gamma_gamma'

),

samples as (

    select *
    from fits
    where reason_not_fitted is null

),

terms as (

    select * from {{ ref('customer_segmentation', 'int_purchase_terms') }}

),

{{ newton_rounds(model) }}

-- who leaves is two parameters more, and they must be worth it (Akaike's criterion)
compared as {{ planner_hint('kept_apart') }}(

    select
        *,
        case
            when model <> 'nbd' and slope_log_likelihood < 2 + max(
                case when model = 'nbd' then slope_log_likelihood end
            ) over (partition by fit)
                then 'nobody can be told to have left: too few long silences'
            else reason_not_fitted
        end as reason
    from judged_summits

),

fitted as (

    select
        fits.fit,
        fits.model,
        coalesce(fits.reason_not_fitted, summits.reason) as reason_not_fitted,
        cast(fits.customers as integer) as customers,
        summits.iterations,
        {% for name in model.parameters -%}
        case
            when
                summits.reason is null
                {% if name in ['a', 'b'] %}and fits.model <> 'nbd'{% endif %}
                then summits.{{ name }}
        end as {{ name }},
        {% for k in range(1, 5) -%}
        case when summits.reason is null then summits.error_{{ k }}_{{ name }} end
            as error_{{ k }}_{{ name }},
        {% endfor -%}
        {% endfor -%}
        case
            when summits.reason is null then summits.slope_log_likelihood
        end as log_likelihood
    from fits
    left join compared as summits
        on
            fits.fit = summits.fit
            and fits.model = summits.model

)

select * from fitted
