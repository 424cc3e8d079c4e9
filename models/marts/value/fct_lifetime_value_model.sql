with

{% set rooms = {'bg_nbd': 'int_purchase_fits', 'gamma_gamma': 'int_spending_fits'} -%}
{%- for model, fits in rooms.items() -%}
{{ model }} as (

    select * from {{ ref('customer_segmentation', fits) }}
    where fit = 'current'

),

{% endfor -%}
unpivoted as (

    {% for model in rooms -%}
    {% set outer = loop -%}
    {% for parameter in value_model(model).parameters -%}
    select
        '{{ model }}' as model,
        '{{ parameter }}' as parameter,
        reason_not_fitted,
        {{ parameter }} as value,
        log_likelihood,
        iterations,
        customers
    from {{ model }}
    {% if not (loop.last and outer.last) %}union all{% endif %}
    {% endfor -%}
    {% endfor %}

),

fitted as (

    select
        model,
        parameter,
        reason_not_fitted,
        cast(value as decimal(28, 6)) as value,
        cast(log_likelihood as decimal(28, 6)) as log_likelihood,
        cast(coalesce(iterations, 0) as integer) as iterations,
        cast(customers as integer) as customers,
        reason_not_fitted is null as is_converged
    from unpivoted

)

select * from fitted
