with

valued as (

    select * from {{ ref('customer_segmentation', 'int_score_values') }}

),

{{ scores_of_customers() }},

{{ scores_combined() }}

select * from combined
