{%- set places = setting('amount_decimals') -%}
{%- set float = type_of('float') -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'fct_customer_lifetime_value') }}

),

models as (

    select max(case when is_chosen and model <> 'gamma_gamma' then model end) as model
    from {{ ref('customer_segmentation', 'fct_lifetime_value_model') }}

),

summed as (

    select
        {% for k in range(1, 8) -%}
        cast(sum(errors.lifetime_value_error_{{ k }}) as {{ float }}) as error_{{ k }},
        {% endfor -%}
        min(customers.reason) as reason,
        min(customers.horizon_days) as horizon_days,
        count(customers.lifetime_value) as customers,
        sum(customers.lifetime_value) as lifetime_value,
        avg(cast(customers.probability_alive as {{ float }})) as alive
    from customers
    inner join {{ ref('customer_segmentation', 'int_customer_values') }} as errors
        on customers.customer_id = errors.customer_id
    where errors.fit = 'current'

),

{% set errors = ['error_1', 'error_2', 'error_3', 'error_4', 'error_5', 'error_6', 'error_7'] -%}
totalled as (

    select
        {% for end in ['low', 'high'] -%}
        cast(
            {{ interval_end(end, 'cast(summed.lifetime_value as ' ~ float ~ ')', errors) }}
            as decimal(38, {{ places }})
        ) as {{ end }},
        {% endfor -%}
        summed.reason,
        summed.horizon_days,
        summed.customers,
        summed.lifetime_value,
        models.model,
        cast(summed.alive as decimal(18, 6)) as alive
    from summed
    cross join models

),

told as (

    select
        {{ insight(
            id="'lifetime_value_total'",
            sentence="'All customers together: a lifetime value of ' || "
                ~ amount_in_words('lifetime_value') ~ " || ' within ' || "
                ~ grouped_number('horizon_days') ~ " || ' days (90 % interval: ' || "
                ~ amount_in_words('low') ~ " || ' to ' || "
                ~ amount_in_words('high') ~ " || ').'",
            figure='lifetime_value', unit="'money'", low='low', high='high',
            other_figure='horizon_days', other_unit="'days'",
            mart='fct_customer_lifetime_value',
        ) }}
    from totalled
    where lifetime_value > 0
    union all
    select
        {{ insight(
            id="'lifetime_value_still_customers'",
            sentence="case when model = 'nbd' "
                ~ "then 'Nobody can be told to have left: too few long silences.' "
                ~ "else " ~ in_percent('alive') ~ " || ' of the customers are still there, by the "
                ~ "model in which they may leave after ' || case model when 'mbg_nbd' "
                ~ "then 'any' else 'a repeat' end || ' purchase.' end",
            figure='alive', unit="'share of customers'",
            mart='fct_customer_lifetime_value',
        ) }}
    from totalled
    where model is not null
    union all
    select
        {{ insight(
            id="'lifetime_value_missing'",
            sentence="'There are no lifetime values: ' || reason || '.'",
            figure='customers', unit="'customers'",
            mart='fct_customer_lifetime_value',
        ) }}
    from totalled
    where customers = 0

)

select * from told
