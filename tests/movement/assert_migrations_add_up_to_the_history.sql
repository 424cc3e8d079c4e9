-- by where they came from to the history of the month before, by where they are to that of its end
with

history as (

    select * from {{ ref('customer_segmentation', 'fct_customer_segment_history') }}

),

-- months are numbered from here, not taken from the columns that the migrations are made of; those
-- before the first buyer are months too
months as (

    select
        as_of_date,
        month,
        row_number() over (order by as_of_date) as number
    from {{ ref('customer_segmentation', 'int_history_dates') }}
    where is_month_end

),

held as (

    select
        months.number,
        history.scheme,
        history.segment,
        count(*) as customers,
        sum(history.revenue) as revenue
    from history
    inner join months
        on history.as_of_date = months.as_of_date
    group by months.number, history.scheme, history.segment

),

migrations as (

    select
        months.number,
        migrations.*
    from {{ ref('customer_segmentation', 'fct_segment_migrations') }} as migrations
    left join months
        on migrations.month = months.month

),

margins as (

    select
        'of the month before' as margin,
        number - 1 as number,
        scheme,
        from_segment as segment,
        customers,
        previous_revenue as revenue
    from migrations
    where not is_new
    union all
    select
        'of the month' as margin,
        number,
        scheme,
        to_segment as segment,
        customers,
        revenue
    from migrations
    where not is_lapsed

),

summed as (

    select
        margin,
        number,
        scheme,
        segment,
        sum(customers) as customers,
        sum(revenue) as revenue
    from margins
    group by margin, number, scheme, segment

),

spans as (

    select max(number) as last_number
    from months

),

expected as (

    select
        'of the month before' as margin,
        held.*
    from held
    cross join spans
    where held.number < spans.last_number
    union all
    select
        'of the month' as margin,
        held.*
    from held
    where held.number > 1

)

select
    expected.*,
    summed.margin as summed_margin,
    summed.customers as summed_customers,
    summed.revenue as summed_revenue
from expected
full join summed
    on
        expected.margin = summed.margin
        and expected.number = summed.number
        and expected.scheme = summed.scheme
        and expected.segment = summed.segment
where
    expected.customers is distinct from summed.customers
    or expected.revenue is distinct from summed.revenue
