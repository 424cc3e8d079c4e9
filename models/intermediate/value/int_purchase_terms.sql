with

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

-- whom the calibration knew, as they are by the end: what came since is held against the models
observed as (

    select
        fit,
        frequency,
        recency_days,
        age_days
    from summaries
    union all
    select
        'holdout' as fit,
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

models as (

    select
        model,
        fit
    from {{ ref('customer_segmentation', 'int_fit_samples') }}
    where model <> 'gamma_gamma'
    union all
    select
        model,
        'holdout' as fit
    from {{ ref('customer_segmentation', 'int_fit_samples') }}
    where
        model <> 'gamma_gamma'
        and fit = 'calibration'

),

-- to a model of which nobody leaves it is all the same when the last purchase was
states as (

    select
        observed.fit,
        models.model,
        observed.frequency,
        {{ leaving_chances('models.model', 'observed.frequency') }} as chances,
        case models.model when 'nbd' then 0 else observed.recency_days end as recency,
        observed.age_days as age,
        count(*) as customers
    from observed
    inner join models
        on observed.fit = models.fit
    group by 1, 2, 3, 4, 5, 6

),

numbers as (

    {{ whole_numbers(5) }}

),

{% set steps = {'purchases': 'frequency', 'stays': 'chances'} -%}
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
    -- Gamma(r + x) / Gamma(r) is the product of r + j for all j below x
    {% for part, times in steps.items() -%}
    union all
    select
        counted.fit,
        counted.model,
        '{{ part }}' as part,
        numbers.number as frequency,
        0 as chances,
        0 as recency,
        0 as age,
        sum(counted.customers) as weight
    from (
        select
            fit,
            model,
            {{ times }} as times,
            sum(customers) as customers
        from states
        group by fit, model, {{ times }}
    ) as counted
    inner join numbers
        on counted.times > numbers.number
    group by counted.fit, counted.model, numbers.number
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
    from models

),

typed as (

    select
        fit,
        model,
        part,
        cast(frequency as {{ float_type() }}) as frequency,
        cast(chances as {{ float_type() }}) as chances,
        cast(recency as {{ float_type() }}) as recency,
        cast(age as {{ float_type() }}) as age,
        cast(weight as bigint) as weight
    from unioned

)

select * from typed
