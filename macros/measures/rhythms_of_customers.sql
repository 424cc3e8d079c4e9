{#
    the CTEs from `purchase_days` to `rhythms` of a model that has `order_days` and `as_of_dates`:
    how regularly each customer had bought by each of the days
#}
{% macro rhythms_of_customers() -%}
purchase_days as (

    select
        as_of_dates.as_of_date,
        order_days.customer_id,
        order_days.ordered_on
    from order_days
    inner join as_of_dates
        on {{ in_window('order_days', 'as_of_dates') }}
    where order_days.is_purchase
    group by as_of_dates.as_of_date, order_days.customer_id, order_days.ordered_on

),

gaps as (

    select
        as_of_date,
        customer_id,
        {{ dbt.datediff(
            'lag(ordered_on) over (partition by as_of_date, customer_id order by ordered_on)',
            'ordered_on',
            'day',
        ) }} as gap_days
    from purchase_days

),

summed as (

    select
        as_of_date,
        customer_id,
        count(*) as order_days,
        count(gap_days) as gaps,
        sum(gap_days) as gap_days,
        sum(gap_days * gap_days) as squared_gap_days
    from gaps
    group by as_of_date, customer_id

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
