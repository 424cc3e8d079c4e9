{%- set model = purchase_model() -%}
with

fits as (

    select * from {{ ref('customer_segmentation', 'int_purchase_fits') }}

),

-- a model without leavers has no a and b, and no chances for them to matter
points as (

    select
        model,
        r,
        alpha,
        coalesce(a, 1) as a,
        coalesce(b, 1) as b,
        log_likelihood
    from fits
    where
        fit = 'calibration'
        and reason_not_fitted is null

),

-- the customers whom the calibration knew, as they are in the end, by what was estimated then
held_out as {{ planner_hint('kept_apart') }}(

    select
        points.*,
        terms.part,
        {%- for column in model.columns %}
        terms.{{ column }},
        {%- endfor %}
        terms.weight,
        {{ model.measures }}
    from points
    inner join {{ ref('customer_segmentation', 'int_purchase_terms') }} as terms
        on points.model = terms.model
    where terms.fit = 'holdout'

),

-- the chance of all their purchases by that of the earlier ones: the chance of the later ones
foreseen as (

    select
        model,
        {{ summed_by_part(model.slopes.log_likelihood) }} - log_likelihood as holdout_log_likelihood
    from held_out
    group by model, log_likelihood

),

-- by what the calibration foresaw best of those that can be fitted to all there is
ranked as (

    select
        fits.model,
        foreseen.holdout_log_likelihood,
        row_number() over (
            order by
                {% if setting('lifetime_value_model') != 'best' -%}
                case fits.model when '{{ setting('lifetime_value_model') }}' then 0 else 1 end,
                {% endif -%}
                case when fits.reason_not_fitted is null then 0 else 1 end,
                coalesce(foreseen.holdout_log_likelihood, -1e25) desc,
                coalesce(fits.log_likelihood, -1e25) desc,
                fits.model asc
        ) as place
    from fits
    left join foreseen
        on fits.model = foreseen.model
    where fits.fit = 'current'

),

chosen as (

    select
        fits.*,
        ranked.holdout_log_likelihood,
        ranked.place = 1 as is_chosen
    from fits
    inner join ranked
        on fits.model = ranked.model

)

select * from chosen
