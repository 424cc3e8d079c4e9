{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_customer_actions', leads_to=['dim_customers', 'dim_segment_actions']) }}
