{%- set float = type_of('float') -%}
with

concentrations as (

    select * from {{ ref('customer_segmentation', 'int_segment_concentrations') }}

),

{% if is_part('value') -%}
segment_values as (

    select * from {{ ref('customer_segmentation', 'int_segment_values') }}

),

customer_values as (

    select * from {{ ref('customer_segmentation', 'int_customer_values') }}
    where fit = 'current'

),

summed as (

    select
        customers.scheme,
        customers.segment,
        {% for k in range(1, 8) -%}
        cast(sum(customer_values.lifetime_value_error_{{ k }}) as {{ float }}) as error_{{ k }},
        {% endfor -%}
        sum(cast(customer_values.lifetime_value as {{ type_of('money') }})) as lifetime_value,
        count(customer_values.lifetime_value) as valued_customers
    from {{ ref('customer_segmentation', 'int_customers_segmented') }} as customers
    inner join customer_values
        on customers.customer_id = customer_values.customer_id
    group by customers.scheme, customers.segment

),

{% set errors = ['error_1', 'error_2', 'error_3', 'error_4', 'error_5', 'error_6', 'error_7'] -%}
lifetimes as (

    select
        scheme,
        segment,
        {% for end in ['low', 'high'] -%}
        cast(
            {{ interval_end(end, 'cast(lifetime_value as ' ~ float ~ ')', errors) }}
            / nullif(valued_customers, 0) as {{ type_of('money') }}
        ) as customer_lifetime_value_{{ end }},
        {% endfor -%}
        {{ ratio('lifetime_value', 'valued_customers', setting('amount_decimals')) }}
            as customer_lifetime_value
    from summed

),

joined as (

    select
        concentrations.scheme,
        concentrations.segment,
        concentrations.largest_customer_revenue,
        concentrations.largest_five_revenue,
        concentrations.revenue_gini,
        segment_values.expected_value,
        lifetimes.customer_lifetime_value,
        lifetimes.customer_lifetime_value_low,
        lifetimes.customer_lifetime_value_high
    from concentrations
    left join segment_values
        on
            concentrations.scheme = segment_values.scheme
            and concentrations.segment = segment_values.segment
    left join lifetimes
        on
            concentrations.scheme = lifetimes.scheme
            and concentrations.segment = lifetimes.segment

)
{%- else -%}
-- without part `value` it is known how much hangs on few customers, and no more
joined as (

    select
        *,
        cast(null as {{ type_of('money') }}) as expected_value,
        cast(null as {{ type_of('money') }}) as customer_lifetime_value,
        cast(null as {{ type_of('money') }}) as customer_lifetime_value_low,
        cast(null as {{ type_of('money') }}) as customer_lifetime_value_high
    from concentrations

)
{%- endif %}

select * from joined
