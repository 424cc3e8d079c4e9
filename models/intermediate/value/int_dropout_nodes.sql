with

fits as (

    select *
    from {{ ref('customer_segmentation', 'int_purchase_fits') }}
    where reason_not_fitted is null

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

-- p is beta(a, b + x), and its logit so dense around the mode and so far to both sides
spread as (

    select
        frequencies.fit,
        frequencies.frequency,
        fits.a,
        fits.b + frequencies.frequency as b,
        sqrt(1 / fits.a + 1 / (fits.b + frequencies.frequency)) as width,
        30 / fits.a + ln(1 + 30 / (fits.b + frequencies.frequency)) + 1 as leftmost,
        30 / (fits.b + frequencies.frequency) + ln(1 + 30 / fits.a) + 1 as rightmost
    from frequencies
    inner join fits
        on frequencies.fit = fits.fit

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
        1 / (1 + exp(-1 * least(greatest(logit, -600), 600))) as dropout,
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
        fit,
        frequency,
        node,
        dropout,
        weight / cast(
            sum(cast(weight as decimal(38, 18))) over (partition by fit, frequency)
            as {{ float_type() }}
        ) as weight
    from weighed

)

select * from shared
