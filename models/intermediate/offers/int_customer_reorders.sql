-- two purchases are one gap, which any other may differ from
{% set fewest_order_days = 3 %}
{% set due_within_days = 30 %}
{% set most_usual_gaps = 3 %}

with

product_lines as (

    select * from {{ ref('customer_segmentation', 'int_customer_product_lines') }}
    where order_days >= {{ fewest_order_days }}

),

as_of_dates as (

    select as_of_date from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

spanned as (

    select
        product_lines.*,
        as_of_dates.as_of_date,
        cast(product_lines.order_days - 1 as bigint) as gaps,
        cast(
            {{ dbt.datediff(
                'product_lines.first_ordered_on', 'product_lines.last_ordered_on', 'day'
            ) }} as bigint
        ) as gap_days,
        cast(
            {{ dbt.datediff('product_lines.last_ordered_on', 'as_of_dates.as_of_date', 'day') }}
            as bigint
        ) as days_since
    from product_lines
    cross join as_of_dates

),

-- whole days, rounded up: nobody is late on the day that the average falls on
expected as (

    select
        *,
        cast(
            {{ integer_divide('gap_days + gaps - 1', 'gaps') }} as integer
        ) as expected_after_days
    from spanned

),

dated as (

    select
        *,
        days_since - expected_after_days as days_late,
        cast({{ dbt.dateadd('day', 'expected_after_days', 'last_ordered_on') }} as date)
            as next_order_expected_on,
        {{ ratio('revenue', 'order_days', setting('amount_decimals')) }} as usual_order_value
    from expected

),

judged as (

    select
        *,
        -- in whole numbers: a lateness of exactly three gaps is not above three
        case
            when days_since * gaps > {{ most_usual_gaps }} * gap_days then 'long_overdue'
            when days_late > 0 then 'late'
            else 'due'
        end as status
    from dated
    where days_late >= -{{ due_within_days }}

)

select * from judged
