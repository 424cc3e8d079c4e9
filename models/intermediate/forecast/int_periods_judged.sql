{%- set float = type_of('float') -%}
{%- set series = 'period_type, dimension, member' -%}
with

scaled as (

    select
        *,
        abs(revenue - cast(forecast as {{ type_of('money') }})) as absolute_error,
        cast(
            least(abs(cast(revenue as {{ float }}) - forecast) / spread, 1000000)
            as decimal(19, 6)
        ) as scaled_error
    from {{ ref('customer_segmentation', 'int_periods_foreseen') }}

),

-- only errors that were known before
remembered as (

    select
        *,
        count(*) over before as errors,
        sum(absolute_error) over before as error_sum,
        sum(cast(scaled_error * scaled_error as decimal(38, 12))) over before as square_sum
    from scaled
    window before as (
        partition by {{ series }}, method order by period_start
        rows between 52 preceding and 1 preceding
    )

),

ranked as (

    select
        *,
        cast(square_sum as {{ float }}) / errors as mean_square,
        row_number() over (
            partition by {{ series }}, period_start
            order by
                {{ ratio('error_sum', 'errors', 6, 28) }}
                * case method when 'last_weeks' then 100 else 105 end,
                method
        ) as standing
    from remembered
    where errors >= case period_type when 'month' then 6 else 26 end

),

judged as (

    select
        {{ series }},
        method,
        period_start,
        age,
        is_regular,
        forecast,
        least(
            spread * sqrt(mean_square) * {{ t_quantile(0.995, 'errors - 1') }},
            {{ 10 ** (17 - setting('amount_decimals')) }}
        ) as margin,
        revenue
    from ranked
    where standing = 1

)

select * from judged
