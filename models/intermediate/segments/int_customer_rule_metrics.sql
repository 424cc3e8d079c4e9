{%- set score_columns = [
    'frequency', 'monetary', 'recency_score', 'frequency_score', 'monetary_score',
    'frequency_monetary_score', 'rfm_total',
] -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_customers_scored') }}

),

joined as (

    select
        customers.*,
        {% for column in score_columns -%}
        scores.{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from customers
    inner join scores
        on customers.customer_id = scores.customer_id

)

select * from joined
