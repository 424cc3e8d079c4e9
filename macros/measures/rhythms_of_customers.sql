{#
    the CTEs from `purchase_days` to `rhythms` of a model that has `order_days` and `as_of_dates`:
    how regularly each customer had bought by each of the days
#}
{% macro rhythms_of_customers() -%}
purchase_days as (

    select
        customer_id,
        ordered_on,
        lag(ordered_on) over (partition by customer_id order by ordered_on) as ordered_before_on
    from order_days
    where is_purchase
    group by customer_id, ordered_on

),

gaps as (

    select
        *,
        {{ dbt.datediff('ordered_before_on', 'ordered_on', 'day') }} as gap_days
    from purchase_days

),

-- a gap lies in the window if both of its ends do
summed as (

    {% set is_inside = 'gaps.ordered_before_on >= as_of_dates.window_starts_on' -%}
    select
        as_of_dates.as_of_date,
        gaps.customer_id,
        count(*) as order_days,
        count(case when {{ is_inside }} then 1 end) as gaps,
        cast(sum(case when {{ is_inside }} then gaps.gap_days end) as bigint) as gap_days,
        sum(case when {{ is_inside }} then gaps.gap_days * gaps.gap_days end) as squared_gap_days
    from gaps
    inner join as_of_dates
        on {{ in_window('gaps', 'as_of_dates') }}
    group by as_of_dates.as_of_date, gaps.customer_id

),

-- sums of whole days are exact, so the variation does not depend on the order they are added in
rhythms as (

    select
        as_of_date,
        customer_id,
        order_days,
        gaps,
        gap_days,
        {{ ratio('gap_days', 'gaps', 2) }} as days_between_orders,
        case
            when gaps >= 2
                then cast(sqrt(
                    cast(
                        gaps * (gaps * squared_gap_days - gap_days * gap_days) as {{ float_type() }}
                    )
                    / (gaps - 1)
                ) / gap_days as decimal(18, 4))
        end as order_gap_variation
    from summed

)
{%- endmacro %}
