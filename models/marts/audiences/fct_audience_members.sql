-- the segment in each scheme, and what is decided for the customer: with a colon instead of the
-- dot, which no scheme has
with

gathered as (

    select
        scheme || '.' || segment as audience,
        customer_id,
        'segment' as audience_type,
        scheme,
        segment,
        as_of_date
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    union all
    select
        scheme || ':' || decision as audience,
        customer_id,
        'decision' as audience_type,
        scheme,
        segment,
        as_of_date
    from {{ ref('customer_segmentation', 'fct_customer_actions') }}
    where is_best_action

)

select * from gathered
