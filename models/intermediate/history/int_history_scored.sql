with

customers as (

    select * from {{ ref('customer_segmentation', 'int_history_measured') }}

),

{{ values_of_customers() }},

{{ scores_of_customers(among='partition by as_of_date') }}

select * from combined
