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
        {% endfor -%}
        case
            when summits.reason_not_fitted is null then summits.slope_log_likelihood
        end as log_likelihood
    from fits
    left join bounded_summits as summits
        on fits.fit = summits.fit

)

select * from fitted
