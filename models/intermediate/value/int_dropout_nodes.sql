with

-- where nobody leaves there is nothing to integrate over
distributed as (

    select
        summaries.fit,
        summaries.frequency,
        fits.a,
        fits.b + {{ leaving_chances('fits.model', 'summaries.frequency') }} as b,
        fits.b as b_at_first
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }} as summaries
    inner join {{ ref('customer_segmentation', 'int_fits_chosen') }} as fits
        on summaries.fit = fits.fit
    where
        fits.is_chosen
        and fits.reason_not_fitted is null
        and fits.model <> 'nbd'
    group by summaries.fit, summaries.frequency, fits.model, fits.a, fits.b

),

numbers as (

    {{ whole_numbers(3) }}

),

-- p is beta(a, b), and its logit so dense around the mode and so far to both sides
spread as {{ planner_hint('kept_apart') }}(

    select
        *,
        sqrt(1 / a + 1 / b) as width,
        30 / a + ln(1 + 30 / b) + 1 as leftmost,
        30 / b + ln(1 + 30 / a) + 1 as rightmost
    from distributed

),

placed as {{ planner_hint('kept_apart') }}(

    select
        spread.*,
        numbers.number as node,
        asinh(spread.rightmost / spread.width) * (numbers.number + 0.5) / 200
        - asinh(spread.leftmost / spread.width) * (199.5 - numbers.number) / 200 as place
    from spread
    inner join numbers
        on numbers.number < 200

),

located as {{ planner_hint('kept_apart') }}(

    select
        *,
        ln(a / b) + width * sinh(place) as logit
    from placed

),

weighed as {{ planner_hint('kept_apart') }}(

    select
        *,
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

-- sums of decimals are the same in any order
shared as (

    select
        *,
        weight / cast(
            sum(cast(weight as decimal(38, 18))) over by_frequency as {{ type_of('float') }}
        ) as share
    from weighed
    window by_frequency as (partition by fit, frequency)

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
            sum(cast(share * log_dropout as decimal(38, 18))) over by_frequency
            as {{ type_of('float') }}
        )) as weight_by_a,
        share * b_at_first * (log_stay - cast(
            sum(cast(share * log_stay as decimal(38, 18))) over by_frequency
            as {{ type_of('float') }}
        )) as weight_by_b
    from shared
    window by_frequency as (partition by fit, frequency)

)

select * from moved
