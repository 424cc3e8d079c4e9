{{ config(materialized="view") }}

with

concentrations as (

    select * from {{ ref('customer_segmentation', 'int_segment_concentrations') }}

),

segment_values as (

    select * from {{ ref('customer_segmentation', 'int_segment_values') }}

),

joined as (

    select
        concentrations.scheme,
        concentrations.segment,
        concentrations.largest_customer_revenue,
        concentrations.largest_five_revenue,
        concentrations.revenue_gini,
        segment_values.expected_value
    from concentrations
    left join segment_values
        on
            concentrations.scheme = segment_values.scheme
            and concentrations.segment = segment_values.segment

)

select * from joined
