{%- set money = type_of('money') -%}
with

calibrations as (

    select
        coalesce(fits.reason_not_fitted, spending_fits.reason_not_fitted) as reason,
        dates.horizon_days as holdout_days,
        dates.ends_on as calibration_ends_on
    from {{ ref('customer_segmentation', 'int_fits_chosen') }} as fits
    inner join {{ ref('customer_segmentation', 'int_spending_fits') }} as spending_fits
        on fits.fit = spending_fits.fit
    inner join {{ ref('customer_segmentation', 'int_fit_dates') }} as dates
        on fits.fit = dates.fit
    where
        fits.fit = 'calibration'
        and fits.is_chosen

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_backtest_customers') }}

),

grouped as (

    {% for kind, name in {
        'all': "'all'", 'frequency': 'frequency_bucket', 'segment': 'segment',
    }.items() -%}
    select
        '{{ kind }}' as group_kind,
        {{ name }} as group_name,
        customers.*
    from customers
    where {{ name }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

summed as (

    select
        group_kind,
        group_name,
        count(customer_id) as customers,
        sum(predicted_orders) as predicted_orders,
        sum(actual_orders) as actual_orders,
        sum(actual_revenue) as actual_revenue,
        {% for forecast in ['predicted', 'repeated', 'averaged'] -%}
        sum({{ forecast }}_revenue) as {{ forecast }}_revenue,
        sum(abs({{ forecast }}_revenue - actual_revenue)) as {{ forecast }}_miss
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from grouped
    group by group_kind, group_name

),

tested as (

    select
        coalesce(summed.group_kind, 'all') as group_kind,
        coalesce(summed.group_name, 'all') as group_name,
        calibrations.reason,
        cast(coalesce(summed.customers, 0) as integer) as customers,
        cast(summed.predicted_orders as decimal(18, 6)) as predicted_orders,
        cast(coalesce(summed.actual_orders, 0) as integer) as actual_orders,
        {{ ratio(
            'summed.predicted_orders - summed.actual_orders', 'summed.actual_orders'
        ) }} as orders_error,
        cast(coalesce(summed.actual_revenue, 0) as {{ money }}) as actual_revenue,
        {% for forecast in ['predicted', 'repeated', 'averaged'] -%}
        cast(summed.{{ forecast }}_revenue as {{ money }}) as {{ forecast }}_revenue,
        case
            when summed.actual_revenue > 0 then {{ ratio(
                'summed.' ~ forecast ~ '_revenue - summed.actual_revenue', 'summed.actual_revenue'
            ) }}
        end as {{ forecast }}_error,
        {{ ratio('summed.' ~ forecast ~ '_miss', 'summed.customers', setting('amount_decimals')) }}
            as {{ forecast }}_miss_per_customer,
        {% endfor -%}
        calibrations.holdout_days,
        calibrations.calibration_ends_on
    from calibrations
    left join summed
        on 1 = 1

)

select * from tested
