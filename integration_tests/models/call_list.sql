-- Acme's own model on the package's public marts: a ref with the package's name in front
with

clients as (

    select * from {{ ref('acme', 'dim_customers') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'fct_customer_segments') }}

),

joined as (

    select
        clients.client,
        clients.client_name,
        clients.branch,
        segments.segment_name,
        segments.recommended_action,
        segments.reason,
        segments.review_on
    from clients
    inner join segments
        on clients.client = segments.customer_id

)

select * from joined
