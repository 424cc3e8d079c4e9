{#- less than a month kept back proves nothing, unless no more is to be looked ahead -#}
{%- set shortest = [30, setting('lifetime_value_horizon_days')] | min -%}
{#- with fewer, the standard errors of a and b are of the order of a and b themselves -#}
{%- set fewest = 100 -%}
{#- ten for each of the three parameters of spending, as is customary (Peduzzi et al. 1996) -#}
{%- set fewest_repeat = 30 -%}
with

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
    from {{ ref('customer_segmentation', 'int_fit_dates') }} as dates
    left join summaries
        on dates.fit = summaries.fit
    group by dates.fit, dates.horizon_days

),

judged as (

    select
        *,
        case
            when customers = 0 then 'no purchases'
            when horizon_days < {{ shortest }}
                then
                    cast(horizon_days as {{ dbt.type_string() }}) || ' days kept back; '
                    || '{{ shortest }} are needed'
        end as reason
    from counted

),

sampled as (

    {% for model in ['mbg_nbd', 'bg_nbd', 'nbd'] -%}
    select
        fit,
        '{{ model }}' as model,
        case
            when reason is not null then reason
            when customers < {{ fewest }}
                then
                    {{ written('customers', 'count', of='customer') }}
                    || '; {{ fewest }} are needed'
            when repeat_customers < {{ fewest_repeat }}
                then
                    {{ written('repeat_customers', 'count', of='customer') }}
                    || ' bought again; {{ fewest_repeat }} are needed'
        end as reason_not_fitted,
        customers,
        cast(age_days as {{ type_of('float') }}) / nullif(customers, 0) as scale,
        cast(null as {{ type_of('float') }}) as paid_share
    from judged
    union all
    {% endfor -%}
    select
        fit,
        'gamma_gamma' as model,
        case
            when reason is not null then reason
            when valued_customers < {{ fewest_repeat }}
                then
                    {{ written('valued_customers', 'count', of='customer') }}
                    || ' paid again; {{ fewest_repeat }} are needed'
            when lowest_value = highest_value then 'all orders are alike'
        end as reason_not_fitted,
        valued_customers as customers,
        cast(value_of_days as {{ type_of('float') }}) / nullif(valued_days, 0) as scale,
        cast(valued_days as {{ type_of('float') }}) / nullif(repeat_days, 0) as paid_share
    from judged

)

select * from sampled
