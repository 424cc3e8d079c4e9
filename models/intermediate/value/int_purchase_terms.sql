{#- `none` adds nothing: it keeps a start in sight after it is done -#}
{%- set steps = {
    'purchases': 'alike.frequency > counted.number',
    'stays': 'alike.chances > counted.number',
    'none': 'counted.number = 0',
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

alike as (

    select
        fit,
        model,
        {% for column in ['frequency', 'chances', 'recency', 'age'] -%}
        cast({{ column }} as {{ type_of('float') }}) as {{ column }},
        {% endfor -%}
        count(*) as weight
    from modelled
    group by fit, model, frequency, chances, recency, age

),

numbers as (

    {{ whole_numbers(5) }}

),

most as (

    select max(frequency) as frequency from alike

),

-- no more than there are purchases: what follows tries each with each
counted as (

    select numbers.number
    from numbers
    inner join most
        on numbers.number <= most.frequency

),

-- Gamma(r + x) / Gamma(r) is the product of r + j for all j below x
unioned as (

    select
        *,
        'customers' as part
    from alike
    {% for part, condition in steps.items() -%}
    union all
    select
        alike.fit,
        alike.model,
        counted.number as frequency,
        0 as chances,
        0 as recency,
        0 as age,
        cast({{ '0' if part == 'none' else 'sum(alike.weight)' }} as bigint) as weight,
        '{{ part }}' as part
    from alike
    inner join counted
        on {{ condition }}
    group by alike.fit, alike.model, counted.number
    {% endfor %}

)

select * from unioned
