with

fits as (

    select
        fits.fit,
        fits.r,
        fits.alpha,
        dates.horizon_days
    from {{ ref('customer_segmentation', 'int_purchase_fits') }} as fits
    inner join {{ ref('customer_segmentation', 'int_fit_dates') }} as dates
        on fits.fit = dates.fit
    where fits.reason_not_fitted is null

),

patterns as (

    select
        fit,
        frequency,
        age_days
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    group by fit, frequency, age_days

),

nodes as (

    select * from {{ ref('customer_segmentation', 'int_dropout_nodes') }}

),

numbers as (

    {{ whole_numbers(3) }}

),

-- the last step is as long as is left
steps as {{ kept_apart() }}(

    select
        fits.fit,
        fits.r,
        fits.alpha,
        least((numbers.number + 1) * 30, fits.horizon_days) as ends_after
    from fits
    inner join numbers
        on numbers.number * 30 < fits.horizon_days

),

stepped as (

    select
        patterns.fit,
        patterns.frequency,
        patterns.age_days,
        steps.ends_after,
        steps.r + patterns.frequency as shape,
        steps.ends_after / (steps.alpha + patterns.age_days) as reach
    from patterns
    inner join steps
        on patterns.fit = steps.fit

),

-- orders by then of who has not left yet, as a share of what they would be if nobody ever left
summed as (

    select
        stepped.fit,
        stepped.frequency,
        stepped.age_days,
        stepped.ends_after,
        stepped.shape * stepped.reach * cast(sum(cast(
            nodes.weight
            * {{ orders_kept('nodes.dropout', 'stepped.shape', 'stepped.reach') }}
            as decimal(18, 16)
        )) as {{ float_type() }}) as orders
    from stepped
    inner join nodes
        on
            stepped.fit = nodes.fit
            and stepped.frequency = nodes.frequency
    group by
        stepped.fit, stepped.frequency, stepped.age_days, stepped.ends_after,
        stepped.shape, stepped.reach

)

select * from summed
