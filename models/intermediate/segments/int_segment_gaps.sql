with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

ways as (

    select * from {{ ref('customer_segmentation', 'int_segment_ways') }}

),

-- which of several ways is the shortest differs between the customers of a position
shortest as (

    select
        customers.customer_id,
        ways.scheme,
        {{ lowest_by('ways.way', relative_change('customers', 'ways')) }} as way
    from customers
    inner join ways
        on customers.position = ways.position
    where ways.way_count > 1
    group by customers.customer_id, ways.scheme

),

nearest as (

    select
        ways.scheme,
        customers.customer_id,
        ways.better_segment,
        {{ gap_in_words('customers', 'ways') }} as gap_to_better_segment,
        {{ gap_metric('customers', 'ways') }} as gap_metric,
        {{ gap_amount('customers', 'ways') }} as gap_amount
    from customers
    inner join ways
        on customers.position = ways.position
    left join shortest
        on
            customers.customer_id = shortest.customer_id
            and ways.scheme = shortest.scheme
    where
        ways.way_count = 1
        or ways.way = shortest.way

)

select * from nearest
