with

moved as (

    select * from {{ ref('customer_segmentation', 'int_customers_moved') }}

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

compared as (

    select
        moved.*,
        {{ changes('customers', 'moved') }} as changes,
        {{ relative_change('customers', 'moved') }} as relative_change
    from moved
    inner join customers
        on moved.customer_id = customers.customer_id

),

-- the fewest and then the smallest changes
ranked as (

    select
        *,
        row_number() over (
            partition by scheme, customer_id
            order by
                changes asc,
                relative_change asc,
                -- any change from zero or less is a whole one: of those, the smallest
                {% for metric in movable_metrics() if metric.better == 'more' -%}
                {{ metric.name }} asc,
                {% endfor -%}
                target_priority asc,
                target asc
        ) as gap_rank
    from compared

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
