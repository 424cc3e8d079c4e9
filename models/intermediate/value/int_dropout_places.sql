with

-- where nobody leaves there is nothing to integrate over
fits as (

    select *
    from {{ ref('customer_segmentation', 'int_fits_chosen') }}
    where
        is_chosen
        and reason_not_fitted is null
        and model <> 'nbd'

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

distributed as (

    select
        frequencies.fit,
        frequencies.frequency,
        fits.a,
        fits.b + {{ leaving_chances('fits.model', 'frequencies.frequency') }} as b,
        fits.b as b_at_first
    from frequencies
    inner join fits
        on frequencies.fit = fits.fit

),

-- p is beta(a, b), and its logit so dense around the mode and so far to both sides
spread as (

    select
        *,
        sqrt(1 / a + 1 / b) as width,
        30 / a + ln(1 + 30 / b) + 1 as leftmost,
        30 / b + ln(1 + 30 / a) + 1 as rightmost
    from distributed

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
        fit,
        frequency,
        node,
        a,
        b,
        b_at_first,
        place,
        ln(a / b) + width * sinh(place) as logit
    from placed

)

select * from located
