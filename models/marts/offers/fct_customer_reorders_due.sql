with

reorders as (

    select * from {{ ref('customer_segmentation', 'int_customer_reorders') }}

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
    from reorders

)

select * from ranked
