{%- set text = dbt.type_string() -%}
{#- less than a month kept back proves nothing, unless no more is to be looked ahead -#}
{%- set shortest = [30, setting('lifetime_value_horizon_days')] | min -%}
with

dates as (

    select * from {{ ref('customer_segmentation', 'int_fit_dates') }}

),

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

counted as (

    select
        dates.fit,
        dates.horizon_days,
        count(summaries.customer_id) as customers,
        count(case when summaries.frequency > 0 then 1 end) as repeat_customers,
        count(case when summaries.valued_days > 0 then 1 end) as valued_customers,
        sum(summaries.age_days) as age_days,
        sum(summaries.valued_days) as valued_days,
        sum(summaries.value_of_days) as value_of_days
    from dates
    left join summaries
        on dates.fit = summaries.fit
    group by dates.fit, dates.horizon_days

),

sampled as (

    select
        fit,
        'bg_nbd' as model,
        case
            when customers = 0 then 'no purchases'
            when horizon_days < {{ shortest }}
                then
                    cast(horizon_days as {{ text }}) || ' days kept back; '
                    || '{{ shortest }} are needed'
            when customers < {{ fewest_customers() }}
                then
                    cast(customers as {{ text }}) || ' customers; '
                    || '{{ fewest_customers() }} are needed'
            when repeat_customers < {{ fewest_repeat_customers() }}
                then
                    cast(repeat_customers as {{ text }}) || ' customers bought again; '
                    || '{{ fewest_repeat_customers() }} are needed'
        end as reason_not_fitted,
        customers,
        cast(age_days as {{ float_type() }}) / nullif(customers, 0) as scale
    from counted
    union all
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
                    cast(valued_customers as {{ text }}) || ' customers paid again; '
                    || '{{ fewest_repeat_customers() }} are needed'
        end as reason_not_fitted,
        valued_customers as customers,
        cast(value_of_days as {{ float_type() }}) / nullif(valued_days, 0) as scale
    from counted

)

select * from sampled
