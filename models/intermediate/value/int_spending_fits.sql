{{ config(materialized=in_steps()) }}

with

fits as (

    select *
    from {{ ref('customer_segmentation', 'int_fit_samples') }}
    where model = 'gamma_gamma'

),

samples as (

    select *
    from fits
    where reason_not_fitted is null

),

terms as (

    select * from {{ ref('customer_segmentation', 'int_spending_terms') }}

),

{{ newton_rounds('gamma_gamma') }}

{{ newton_summit('gamma_gamma') }}

fitted as (

    select
        fits.fit,
        coalesce(fits.reason_not_fitted, summits.reason_not_fitted) as reason_not_fitted,
        cast(fits.customers as integer) as customers,
        summits.iterations,
        {% for name in value_model('gamma_gamma').parameters -%}
        case when summits.reason_not_fitted is null then summits.{{ name }} end as {{ name }},
        {% for row in range(3) -%}
        case when summits.reason_not_fitted is null then summits.error_{{ row + 1 }}_{{ name }} end
            as error_{{ row + 1 }}_{{ name }},
        {% endfor -%}
        {% endfor -%}
        case
            when summits.reason_not_fitted is null then summits.slope_log_likelihood
        end as log_likelihood,
        -- of orders that are all alike nothing is estimated, and their value is known
        case when fits.reason_not_fitted = 'all orders are alike' then fits.scale end
            as only_value,
        fits.paid_share
    from fits
    left join judged_summits as summits
        on fits.fit = summits.fit

)

select * from fitted
