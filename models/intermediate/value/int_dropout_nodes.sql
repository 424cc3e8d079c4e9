with

fits as (

    select *
    from {{ ref('customer_segmentation', 'int_purchase_fits') }}
    where
        is_chosen
        and reason_not_fitted is null

),

frequencies as (

    select
        fit,
        frequency
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }}
    group by fit, frequency

),

numbers as (

    {{ whole_numbers(3) }}

),

-- p is beta(a, b + stays), and its logit so dense around the mode and so far to both sides
spread as (

    select
        *,
        sqrt(1 / a + 1 / b) as width,
        30 / a + ln(1 + 30 / b) + 1 as leftmost,
        30 / b + ln(1 + 30 / a) + 1 as rightmost
    from (
        select
            frequencies.fit,
            frequencies.frequency,
            fits.a,
            fits.b + {{ leaving_chances('fits.model', 'frequencies.frequency') }} as b,
            fits.b as b_at_first
        from frequencies
        inner join fits
            on frequencies.fit = fits.fit
        where fits.model <> 'nbd'
    ) as distributions

),

placed as (

    select
        spread.*,
        numbers.number as node,
        asinh(spread.rightmost / spread.width) * (numbers.number + 0.5) / 200
        - asinh(spread.leftmost / spread.width) * (199.5 - numbers.number) / 200 as place
    from spread
    inner join numbers
        on numbers.number < 200

),

located as (

    select
        *,
        ln(a / b) + width * sinh(place) as logit
    from placed

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
            as {{ float_type() }}
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
            as {{ float_type() }}
        )) as weight_by_a,
        share * b_at_first * (log_stay - cast(
            sum(cast(share * log_stay as decimal(38, 18))) over (partition by fit, frequency)
            as {{ float_type() }}
        )) as weight_by_b
    from shared
    union all
    -- nobody leaves
    select
        frequencies.fit,
        frequencies.frequency,
        0 as node,
        0 as dropout,
        1 as weight,
        0 as weight_by_a,
        0 as weight_by_b
    from frequencies
    inner join fits
        on frequencies.fit = fits.fit
    where fits.model = 'nbd'

)

select * from moved
