with

purchase_days as (

    select
        customer_id,
        ordered_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    where is_purchase
    group by customer_id, ordered_on

),

gaps as (

    select
        customer_id,
        {{ dbt.datediff(
            'lag(ordered_on) over (partition by customer_id order by ordered_on)',
            'ordered_on',
            'day',
        ) }} as gap_days
    from purchase_days

),

summed as (

    select
        customer_id,
        count(*) as order_days,
        count(gap_days) as gaps,
        sum(gap_days) as gap_days,
        sum(gap_days * gap_days) as squared_gap_days
    from gaps
    group by customer_id

),

-- sums of whole days are exact, so the variation does not depend on the order they are added in
measured as (

    select
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

select * from measured
