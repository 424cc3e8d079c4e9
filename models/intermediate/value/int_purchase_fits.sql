{{ config(materialized=in_steps()) }}
{%- set model = value_model('purchases') -%}
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

{{ newton_rounds('purchases') }}

{{ newton_summit('purchases') }}

-- who leaves is two parameters more, and they must be worth it (Akaike's criterion)
compared as {{ kept_apart() }}(

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

-- the customers whom the calibration knew, as they are in the end, by what was estimated then
held_out as {{ kept_apart() }}(

    select
        points.model,
        points.slope_log_likelihood,
        terms.part,
        {%- for column in model.columns %}
        terms.{{ column }},
        {%- endfor %}
        terms.weight,
        points.r,
        points.alpha,
        points.a,
        points.b,
        {{ model.measures }}
    from compared as points
    inner join terms
        on points.model = terms.model
    where
        points.fit = 'calibration'
        and points.reason is null
        and terms.fit = 'holdout'

),

-- the chance of all their purchases by that of the earlier ones: the chance of the later ones
foreseen as (

    select
        model,
        {{ summed_by_part(model.slopes.log_likelihood) }} - slope_log_likelihood
            as holdout_log_likelihood
    from held_out
    group by model, slope_log_likelihood

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
        {% for row in range(4) -%}
        case when summits.reason is null then summits.error_{{ row + 1 }}_{{ name }} end
            as error_{{ row + 1 }}_{{ name }},
        {% endfor -%}
        {% endfor -%}
        case
            when summits.reason is null then summits.slope_log_likelihood
        end as log_likelihood,
        foreseen.holdout_log_likelihood
    from fits
    left join compared as summits
        on
            fits.fit = summits.fit
            and fits.model = summits.model
    left join foreseen
        on fits.model = foreseen.model

),

-- by what the calibration foresaw best of those that can be fitted to all there is
ranked as (

    select
        model,
        row_number() over (
            order by
                {% if setting('lifetime_value_model') != 'best' -%}
                case model when '{{ setting('lifetime_value_model') }}' then 0 else 1 end,
                {% endif -%}
                case when reason_not_fitted is null then 0 else 1 end,
                coalesce(holdout_log_likelihood, -1e25) desc,
                coalesce(log_likelihood, -1e25) desc,
                model asc
        ) as place
    from fitted
    where fit = 'current'

),

chosen as (

    select
        fitted.*,
        ranked.place = 1 as is_chosen
    from fitted
    inner join ranked
        on fitted.model = ranked.model

)

select * from chosen
