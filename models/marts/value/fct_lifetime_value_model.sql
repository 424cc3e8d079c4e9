with

fits as (

    select * from {{ ref('customer_segmentation', 'int_fits_chosen') }}
    where fit = 'current'

),

spending as (

    select * from {{ ref('customer_segmentation', 'int_spending_fits') }}
    where fit = 'current'

),

{% set parameters = {
    'mbg_nbd': ['r', 'alpha', 'a', 'b'],
    'bg_nbd': ['r', 'alpha', 'a', 'b'],
    'nbd': ['r', 'alpha'],
} -%}
unpivoted as (

    {% for model, names in parameters.items() -%}
    {% for parameter in names -%}
    select
        model,
        '{{ parameter }}' as parameter,
        reason_not_fitted,
        {{ parameter }} as value,
        log_likelihood,
        holdout_log_likelihood,
        iterations,
        customers,
        is_chosen
    from fits
    where model = '{{ model }}'
    union all
    {% endfor -%}
    {% endfor -%}
    {% for parameter in spending_model().parameters -%}
    select
        'gamma_gamma' as model,
        '{{ parameter }}' as parameter,
        reason_not_fitted,
        {{ parameter }} as value,
        log_likelihood,
        null as holdout_log_likelihood,
        iterations,
        customers,
        true as is_chosen
    from spending
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

fitted as (

    select
        model,
        parameter,
        reason_not_fitted,
        cast(value as decimal(28, 6)) as value,
        cast(log_likelihood as decimal(28, 6)) as log_likelihood,
        cast(holdout_log_likelihood as decimal(28, 6)) as holdout_log_likelihood,
        cast(coalesce(iterations, 0) as integer) as iterations,
        cast(customers as integer) as customers,
        reason_not_fitted is null as is_converged,
        is_chosen and reason_not_fitted is null as is_chosen
    from unpivoted

)

select * from fitted
