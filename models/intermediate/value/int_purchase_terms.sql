{%- set steps = {'purchases': 'frequency', 'stays': 'chances'} -%}
with

states as (

    select * from {{ ref('customer_segmentation', 'int_purchase_states') }}

),

numbers as (

    {{ whole_numbers(5) }}

),

-- Gamma(r + x) / Gamma(r) is the product of r + j for all j below x
unioned as (

    select
        fit,
        model,
        'customers' as part,
        frequency,
        chances,
        recency,
        age,
        customers as weight
    from states
    {% for part, times in steps.items() -%}
    union all
    select
        states.fit,
        states.model,
        '{{ part }}' as part,
        numbers.number as frequency,
        0 as chances,
        0 as recency,
        0 as age,
        sum(states.customers) as weight
    from states
    inner join numbers
        on states.{{ times }} > numbers.number
    group by states.fit, states.model, numbers.number
    {% endfor -%}
    -- keeps a start in sight after it is done
    union all
    select
        fit,
        model,
        'none' as part,
        0 as frequency,
        0 as chances,
        0 as recency,
        0 as age,
        0 as weight
    from states
    group by fit, model

),

typed as (

    select
        fit,
        model,
        part,
        cast(frequency as {{ type_of('float') }}) as frequency,
        cast(chances as {{ type_of('float') }}) as chances,
        cast(recency as {{ type_of('float') }}) as recency,
        cast(age as {{ type_of('float') }}) as age,
        cast(weight as bigint) as weight
    from unioned

)

select * from typed
