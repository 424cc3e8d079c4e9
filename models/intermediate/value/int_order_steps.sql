with

fits as (

    select
        fits.fit,
        fits.r,
        fits.alpha,
        dates.horizon_days
    from {{ ref('customer_segmentation', 'int_fits_chosen') }} as fits
    inner join {{ ref('customer_segmentation', 'int_fit_dates') }} as dates
        on fits.fit = dates.fit
    where
        fits.is_chosen
        and fits.reason_not_fitted is null

),

patterns as (

    select
        fit,
        frequency,
        age_days
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    group by fit, frequency, age_days

),

numbers as (

    {{ whole_numbers(3) }}

),

-- the last step is as long as is left
steps as {{ planner_hint('kept_apart') }}(

    select
        fits.fit,
        fits.r,
        fits.alpha,
        numbers.number,
        least((numbers.number + 1) * 30, fits.horizon_days) as ends_after,
        (numbers.number + 1) * 30 >= fits.horizon_days as is_last
    from fits
    inner join numbers
        on numbers.number * 30 < fits.horizon_days

),

stepped as {{ planner_hint('kept_apart') }}(

    select
        patterns.fit,
        patterns.frequency,
        patterns.age_days,
        steps.ends_after,
        steps.is_last,
        steps.r,
        steps.r + patterns.frequency as shape,
        steps.ends_after / (steps.alpha + patterns.age_days) as reach,
        steps.alpha / (steps.alpha + patterns.age_days) as alpha_part
    from patterns
    inner join steps
        on patterns.fit = steps.fit

)

select * from stepped
