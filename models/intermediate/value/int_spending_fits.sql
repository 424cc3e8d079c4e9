{{ config(materialized=planner_hint('in_steps')) }}
{%- set model = spending_model() -%}
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

-- only days that were paid for tell of spending; customers who are alike are one row
alike as (

    select
        fit,
        valued_days,
        value_of_days,
        count(*) as customers
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    where valued_days > 0
    group by fit, valued_days, value_of_days

),

-- the log-likelihood taken to pieces: `steps` depend on the number of days alone, and `none` adds
-- nothing, but keeps a start in sight after it is done
unioned as (

    select
        fit,
        'customers' as part,
        valued_days as frequency,
        value_of_days as revenue,
        customers as weight
    from alike
    union all
    select
        fit,
        'steps' as part,
        valued_days as frequency,
        0 as revenue,
        sum(customers) as weight
    from alike
    group by fit, valued_days
    union all
    select
        fit,
        'none' as part,
        1 as frequency,
        0 as revenue,
        0 as weight
    from alike
    group by fit

),

terms as (

    select
        fit,
        'gamma_gamma' as model,
        part,
        cast(frequency as {{ type_of('float') }}) as frequency,
        cast(revenue as {{ type_of('float') }}) as revenue,
        cast(weight as bigint) as weight
    from unioned

),

{{ newton_rounds(model) }}

fitted as (

    select
        fits.fit,
        coalesce(fits.reason_not_fitted, summits.reason_not_fitted) as reason_not_fitted,
        cast(fits.customers as integer) as customers,
        summits.iterations,
        {% for name in model.parameters -%}
        case when summits.reason_not_fitted is null then summits.{{ name }} end as {{ name }},
        {% for k in range(1, 4) -%}
        case when summits.reason_not_fitted is null then summits.error_{{ k }}_{{ name }} end
            as error_{{ k }}_{{ name }},
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
