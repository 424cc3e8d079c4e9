-- the same with what the project also does, written by hand: every column is typed again, a line that
-- can't be used or is a copy of another is kept apart with its reason, and clean lines are kept
create view typed as
select
    nullif(trim(order_line_id), '') as order_line_id,
    nullif(trim(order_id), '') as order_id,
    nullif(trim(customer_id), '') as customer_id,
    nullif(trim(product_id), '') as product_id,
    nullif(trim(campaign_code), '') as campaign_code,
    lower(nullif(trim(order_status), '')) as order_status,
    nullif(trim(country), '') as country,
    upper(nullif(trim(currency), '')) as currency,
    try_cast(quantity as decimal(18, 6)) as quantity,
    try_cast(unit_price as decimal(18, 6)) as unit_price,
    try_cast(line_amount as decimal(18, 2)) as line_amount,
    try_cast(ordered_at as timestamp) as ordered_at
from read_parquet(getvariable('lines'));

create view judged as
select
    *,
    case
        when order_id is null then 'missing_order_id'
        when customer_id is null then 'missing_customer_id'
        when ordered_at is null then 'missing_ordered_at'
        when ordered_at < timestamp '1900-01-01' then 'ordered_before_1900'
        when ordered_at >= today() + 1 then 'ordered_in_the_future'
        when line_amount is null then 'missing_line_amount'
    end as reason
from typed;

-- a hash of the key is grouped, which is shorter: what shares it by chance is told apart below
create temporary table twice as
select hash(trim(order_line_id)) as key_hash
from read_parquet(getvariable('lines'))
where order_line_id is not null
group by key_hash
having count(*) > 1;

-- one pass over all columns; what doesn't belong here is few lines, and moved out afterwards
create table clean_lines as
select
    *,
    hash(order_line_id) in (select twice.key_hash from twice) as is_key_there_twice
from judged;

create temporary table copies as
with

numbered as (

    select
        rowid as line,
        row_number() over (
            partition by order_line_id
            order by
                ordered_at, line_amount, order_id, customer_id, product_id, campaign_code,
                order_status, country, currency, quantity, unit_price
        ) as copy_number
    from clean_lines
    where is_key_there_twice and reason is null

)

select line
from numbered
where copy_number > 1;

create table rejected_lines as
select * exclude (is_key_there_twice)
from clean_lines
where reason is not null
union all
select * exclude (is_key_there_twice) replace ('duplicate_key' as reason)
from clean_lines
where rowid in (select copies.line from copies);

delete from clean_lines
where reason is not null or rowid in (select copies.line from copies);

create table customers as
with

orders as (

    select
        customer_id,
        order_id,
        max(cast(ordered_at as date)) as last_line_on,
        max(case
            when line_amount >= 0 and order_status <> 'cancelled' then cast(ordered_at as date)
        end) as purchased_on,
        sum(case when order_status <> 'cancelled' then line_amount end) as revenue
    from clean_lines
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
