with

located as (

    select * from {{ ref('customer_segmentation', 'int_dropout_places') }}

),

weighed as (

    select
        fit,
        frequency,
        node,
        a,
        b_at_first,
        1 / (1 + exp(-1 * least(greatest(logit, -600), 600))) as dropout,
        least(logit, 0) - ln(1 + exp(-1 * least(abs(logit), 600))) as log_dropout,
        least(-1 * logit, 0) - ln(1 + exp(-1 * least(abs(logit), 600))) as log_stay,
        cosh(place) * exp(greatest(
            a * (logit - ln(a / b)) - (a + b) * (
                greatest(logit, 0) + ln(1 + exp(-1 * least(abs(logit), 600)))
                - ln(1 + a / b)
            ),
            -600
        )) as weight
    from located

),

shared as (

    select
        *,
        weight / cast(
            sum(cast(weight as decimal(38, 18))) over (partition by fit, frequency)
            as {{ type_of('float') }}
        ) as share
    from weighed

),

-- a weight grows with ln(a) by a (ln(p) - the mean of it), and with ln(b) likewise
moved as (

    select
        fit,
        frequency,
        node,
        dropout,
        share as weight,
        share * a * (log_dropout - cast(
            sum(cast(share * log_dropout as decimal(38, 18))) over (partition by fit, frequency)
            as {{ type_of('float') }}
        )) as weight_by_a,
        share * b_at_first * (log_stay - cast(
            sum(cast(share * log_stay as decimal(38, 18))) over (partition by fit, frequency)
            as {{ type_of('float') }}
        )) as weight_by_b
    from shared
    union all
    -- nobody leaves
    select
        summaries.fit,
        summaries.frequency,
        0 as node,
        0 as dropout,
        1 as weight,
        0 as weight_by_a,
        0 as weight_by_b
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }} as summaries
    inner join {{ ref('customer_segmentation', 'int_fits_chosen') }} as fits
        on summaries.fit = fits.fit
    where
        fits.is_chosen
        and fits.model = 'nbd'
    group by summaries.fit, summaries.frequency

)

select * from moved
