with

moved as (

    select * from {{ ref('customer_segmentation', 'int_customers_moved') }}

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

-- the fewest and then the smallest changes
ranked as (

    select
        moved.*,
        row_number() over (
            partition by moved.scheme, moved.customer_id
            order by
                {{ changes('customers', 'moved') }} asc,
                {{ relative_change('customers', 'moved') }} asc,
                -- any change from zero or less is a whole one: of those, the smallest
                {% for metric in movable_metrics() if metric.better == 'more' -%}
                moved.{{ metric.name }} asc,
                {% endfor -%}
                moved.target_priority asc,
                moved.target asc
        ) as gap_rank
    from moved
    inner join customers
        on moved.customer_id = customers.customer_id

),

nearest as (

    select
        ranked.scheme,
        ranked.customer_id,
        ranked.better_segment,
        {{ gap_in_words('customers', 'ranked') }} as gap_to_better_segment,
        {{ gap_metric('customers', 'ranked') }} as gap_metric,
        {{ gap_amount('customers', 'ranked') }} as gap_amount
    from ranked
    inner join customers
        on ranked.customer_id = customers.customer_id
    where ranked.gap_rank = 1

)

select * from nearest
