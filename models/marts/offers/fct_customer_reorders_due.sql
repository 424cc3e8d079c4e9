-- two purchases are one gap, which any other may differ from
{% set fewest_order_days = 3 %}
{% set due_within_days = 30 %}
{% set most_usual_gaps = 3 %}

with

spanned as (

    select
        lines.*,
        as_of_dates.as_of_date,
        cast(lines.order_days - 1 as bigint) as gaps,
        cast(
            {{ dbt.datediff('lines.first_ordered_on', 'lines.last_ordered_on', 'day') }} as bigint
        ) as gap_days,
        cast(
            {{ dbt.datediff('lines.last_ordered_on', 'as_of_dates.as_of_date', 'day') }} as bigint
        ) as days_since
    from {{ ref('customer_segmentation', 'int_customer_product_lines') }} as lines
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    where lines.order_days >= {{ fewest_order_days }}

),

-- whole days, rounded up: nobody is late on the day that the average falls on
expected as (

    select
        *,
        cast({{ integer_divide('gap_days + gaps - 1', 'gaps') }} as integer) as expected_after_days
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

),

ranked as (

    select
        customer_id,
        product_line,
        status,
        'Buys ' || case product_line when 'unknown' then 'something' else product_line end
        || ' every ' || cast({{ ratio('gap_days', 'gaps', 1) }} as {{ dbt.type_string() }})
        || ' days, last on ' || cast(last_ordered_on as {{ dbt.type_string() }})
        || case status when 'due' then ': due on ' else ': was due on ' end
        || cast(next_order_expected_on as {{ dbt.type_string() }})
        || case
            when days_late = 0 then ', the as-of date.'
            else
                case when days_late < 0 then ', in ' else ', ' end
                || cast(abs(days_late) as {{ dbt.type_string() }})
                || case abs(days_late) when 1 then ' day' else ' days' end
                || case when days_late < 0 then '.' else ' late.' end
        end as reason,
        order_days,
        {{ ratio('gap_days', 'gaps', 2) }} as days_between_orders,
        {{ ratio('days_since * gaps', 'gap_days', 4) }} as lateness,
        days_late,
        usual_order_value,
        {{ ratio('units', 'order_days', 3) }} as usual_units,
        cast(row_number() over (
            order by
                case status when 'late' then 1 when 'due' then 2 else 3 end asc,
                usual_order_value desc,
                customer_id asc,
                product_line asc
        ) as integer) as priority,
        as_of_date,
        last_ordered_on,
        next_order_expected_on
    from judged

)

select * from ranked
