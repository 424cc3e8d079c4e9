{%- set is_frozen = setting('history_thresholds') == 'frozen' -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_history_measured') }}

),

{{ values_of_customers() }},

{{ scores_of_customers(among='partition by as_of_date') }},
{% if is_frozen %}
as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_history_dates') }}

),

{{ frozen_scores() }},
{% endif %}
{{ scores_combined('frozen' if is_frozen else 'scored') }}

select * from combined
