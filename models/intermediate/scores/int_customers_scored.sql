with

valued as (

    select * from {{ ref('customer_segmentation', 'int_customers_valued') }}

),

{{ scores_of_customers() }},

{{ scores_combined() }}

select * from combined
