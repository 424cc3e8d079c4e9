{#- `none` adds nothing: it keeps a start in sight after it is done -#}
{%- set steps = {
    'purchases': 'states.frequency > numbers.number',
    'stays': 'states.chances > numbers.number',
    'none': 'numbers.number = 0',
} -%}
with

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

-- whom the calibration knew, as they are by the end: what came since is held against the models
observed as (

    select
        fit,
        fit as sample,
        frequency,
        recency_days,
        age_days
    from summaries
    union all
    select
        'holdout' as fit,
        known.fit as sample,
        ended.frequency,
        ended.recency_days,
        ended.age_days
    from summaries as ended
    inner join summaries as known
        on ended.customer_id = known.customer_id
    where
        ended.fit = 'current'
        and known.fit = 'calibration'

),

-- to a model of which nobody leaves it is all the same when the last purchase was
modelled as (

    select
        observed.fit,
        samples.model,
        observed.frequency,
        {{ leaving_chances('samples.model', 'observed.frequency') }} as chances,
        case samples.model when 'nbd' then 0 else observed.recency_days end as recency,
        observed.age_days as age
    from observed
    inner join {{ ref('customer_segmentation', 'int_fit_samples') }} as samples
        on observed.sample = samples.fit
    where samples.model <> 'gamma_gamma'

),

-- customers who are alike to a model
states as (

    select
        *,
        count(*) as customers
    from modelled
    group by fit, model, frequency, chances, recency, age

),

numbers as (

    {{ whole_numbers(5) }}

),

-- Gamma(r + x) / Gamma(r) is the product of r + j for all j below x
unioned as (

    select
        *,
        'customers' as part
    from states
    {% for part, condition in steps.items() -%}
    union all
    select
        states.fit,
        states.model,
        numbers.number as frequency,
        0 as chances,
        0 as recency,
        0 as age,
        {{ '0' if part == 'none' else 'sum(states.customers)' }} as customers,
        '{{ part }}' as part
    from states
    inner join numbers
        on {{ condition }}
    group by states.fit, states.model, numbers.number
    {% endfor %}

),

typed as (

    select
        fit,
        model,
        part,
        {% for column in ['frequency', 'chances', 'recency', 'age'] -%}
        cast({{ column }} as {{ float_type() }}) as {{ column }},
        {% endfor -%}
        cast(customers as bigint) as weight
    from unioned

)

select * from typed
