with

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

samples as (

    select * from {{ ref('customer_segmentation', 'int_fit_samples') }}
    where model <> 'gamma_gamma'

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
    inner join samples
        on observed.sample = samples.fit

),

counted as (

    select
        fit,
        model,
        frequency,
        chances,
        recency,
        age,
        count(*) as customers
    from modelled
    group by fit, model, frequency, chances, recency, age

)

select * from counted
