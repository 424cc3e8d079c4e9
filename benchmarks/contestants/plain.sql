-- the limit: customers and their rfm segments from the lines, with nothing else on the way. Copies of
-- lines count twice here, and lines that can't be used are left out without a word
create table customers as
with

-- one pass over the five columns that are needed
orders as (

    select
        customer_id,
        order_id,
        max(cast(ordered_at as date)) as last_line_on,
        max(case
            when line_amount >= 0 and order_status <> 'Cancelled' then cast(ordered_at as date)
        end) as purchased_on,
        sum(case when order_status <> 'Cancelled' then line_amount end) as revenue
    from read_parquet(getvariable('lines'))
    where
        order_id is not null
        and customer_id is not null
        and line_amount is not null
        and ordered_at >= timestamp '1900-01-01'
        and ordered_at < today() + 1
    group by customer_id, order_id

)

select
    customer_id,
    max(last_line_on) as last_line_on,
    max(purchased_on) as last_ordered_on,
    count(purchased_on) as frequency,
    cast(sum(revenue) as decimal(18, 2)) as monetary
from orders
group by customer_id;

create table customer_segments as
with

as_of_dates as (

    select max(last_line_on) as as_of_date from customers

),

measured as (

    select
        customers.customer_id,
        customers.frequency,
        customers.monetary,
        as_of_dates.as_of_date - customers.last_ordered_on as recency_days
    from customers
    cross join as_of_dates
    where customers.frequency > 0

),

-- days and orders have few values: their customers are counted, not sorted
recencies as (

    select
        recency_days,
        1 + 5 * (sum(count(*)) over (order by recency_days desc) - count(*))
        // sum(count(*)) over () as recency_score
    from measured
    group by recency_days

),

frequencies as (

    select
        frequency,
        1 + 5 * (sum(count(*)) over (order by frequency) - count(*))
        // sum(count(*)) over () as frequency_score
    from measured
    group by frequency

),

monetaries as (

    select
        monetary,
        1 + 5 * (sum(count(*)) over (order by monetary) - count(*))
        // sum(count(*)) over () as monetary_score
    from measured
    group by monetary

),

scored as (

    select
        measured.customer_id,
        measured.recency_days,
        measured.frequency,
        measured.monetary,
        cast(recencies.recency_score as integer) as recency_score,
        cast(frequencies.frequency_score as integer) as frequency_score,
        cast(monetaries.monetary_score as integer) as monetary_score
    from measured
    inner join recencies on measured.recency_days = recencies.recency_days
    inner join frequencies on measured.frequency = frequencies.frequency
    inner join monetaries on measured.monetary = monetaries.monetary

)

select
    *,
    case
        when recency_score >= 4 and frequency_score >= 4 then 'vip'
        when recency_score >= 3 and frequency_score >= 3 then 'loyal'
        when recency_score >= 3 then 'potential_loyalist'
        when frequency_score >= 3 then 'at_risk'
        else 'lost'
    end as segment
from scored;
