{%- set text = dbt.type_string() -%}
{#- less than a month kept back proves nothing, unless no more is to be looked ahead -#}
{%- set shortest = [30, setting('lifetime_value_horizon_days')] | min -%}
with

dates as (

    select * from {{ ref('customer_segmentation', 'int_fit_dates') }}

),

-- what a purchase brought, on average of a customer's later ones that were paid for
summaries as (

    select
        *,
        case
            when valued_days > 0
                then cast(
                    cast(value_of_days as {{ type_of('float') }}) / valued_days as decimal(28, 6)
                )
        end as average_value
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

counted as (

    select
        dates.fit,
        dates.horizon_days,
        count(summaries.customer_id) as customers,
        count(case when summaries.frequency > 0 then 1 end) as repeat_customers,
        count(case when summaries.valued_days > 0 then 1 end) as valued_customers,
        sum(summaries.age_days) as age_days,
        sum(summaries.frequency) as repeat_days,
        sum(summaries.valued_days) as valued_days,
        sum(summaries.value_of_days) as value_of_days,
        min(summaries.average_value) as lowest_value,
        max(summaries.average_value) as highest_value
    from dates
    left join summaries
        on dates.fit = summaries.fit
    group by dates.fit, dates.horizon_days

),

sampled as (

    {% for model in ['mbg_nbd', 'bg_nbd', 'nbd'] -%}
    select
        fit,
        '{{ model }}' as model,
        case
            when customers = 0 then 'no purchases'
            when horizon_days < {{ shortest }}
                then
                    cast(horizon_days as {{ text }}) || ' days kept back; '
                    || '{{ shortest }} are needed'
            when customers < {{ fewest_customers() }}
                then
                    {{ counted('customers', 'customer') }}
                    || '; {{ fewest_customers() }} are needed'
            when repeat_customers < {{ fewest_repeat_customers() }}
                then
                    {{ counted('repeat_customers', 'customer') }}
                    || ' bought again; {{ fewest_repeat_customers() }} are needed'
        end as reason_not_fitted,
        customers,
        cast(age_days as {{ type_of('float') }}) / nullif(customers, 0) as scale,
        cast(null as {{ type_of('float') }}) as paid_share
    from counted
    union all
    {% endfor -%}
    select
        fit,
        'gamma_gamma' as model,
        case
            when customers = 0 then 'no purchases'
            when horizon_days < {{ shortest }}
                then
                    cast(horizon_days as {{ text }}) || ' days kept back; '
                    || '{{ shortest }} are needed'
            when valued_customers < {{ fewest_repeat_customers() }}
                then
                    {{ counted('valued_customers', 'customer') }}
                    || ' paid again; {{ fewest_repeat_customers() }} are needed'
            when lowest_value = highest_value then 'all orders are alike'
        end as reason_not_fitted,
        valued_customers as customers,
        cast(value_of_days as {{ type_of('float') }}) / nullif(valued_days, 0) as scale,
        cast(valued_days as {{ type_of('float') }}) / nullif(repeat_days, 0) as paid_share
    from counted

)

select * from sampled
