with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_placed') }}

),

-- without part `history` nothing is known of who comes back
rates as (

    {% if is_part('history') -%}
    select * from {{ ref('customer_segmentation', 'int_return_rates') }}
    {%- else -%}
    select
        as_of_date,
        lateness_band,
        value_band,
        is_declining,
        cast(null as bigint) as customers,
        cast(null as decimal(18, 6)) as return_rate
    from customers
    where false
    {%- endif %}

),

estimates as (

    {% if is_part('value') -%}
    select * from {{ ref('customer_segmentation', 'int_customer_values') }}
    where fit = 'current'
    {%- else -%}
    select
        customer_id,
        cast(null as decimal(18, 6)) as probability_alive
    from customers
    where false
    {%- endif %}

),

-- nobody is bothered twice in a row, by whatever action
resting as (

    select
        customer_id,
        available_on
    from {{ ref('customer_segmentation', 'int_actions_done') }}
    where is_last_action

),

-- still there is who is on time or, without a rhythm, has ordered within half a year
rated as {{ planner_hint('kept_apart') }}(

    select
        customers.*,
        rates.customers as customers_alike,
        rates.return_rate,
        least(
            case
                when rates.return_rate >= still_there.return_rate then 1
                else {{ ratio('rates.return_rate', 'still_there.return_rate') }}
            end,
            estimates.probability_alive
        ) as probability_alive,
        resting.available_on
    from customers
    left join rates
        on
            customers.as_of_date = rates.as_of_date
            and customers.lateness_band = rates.lateness_band
            and customers.value_band = rates.value_band
            and customers.is_declining = rates.is_declining
    left join rates as still_there
        on
            customers.as_of_date = still_there.as_of_date
            and case
                when customers.lateness_band like 'no rhythm%' then 'no rhythm, under 180 days'
                else 'on time'
            end = still_there.lateness_band
            and customers.value_band = still_there.value_band
            and not still_there.is_declining
    left join estimates
        on
            customers.customer_id = estimates.customer_id
            and customers.is_today
    left join resting
        on
            customers.customer_id = resting.customer_id
            and customers.is_today

),

-- who would come back anyway can't be won back, nor can who is gone
judged as (

    select
        *,
        case
            when is_at_risk then cast(probability_alive * (1 - return_rate) as decimal(18, 6))
            else 0
        end as slipping_probability
    from rated

)

select * from judged
