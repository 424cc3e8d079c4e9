{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_customer_rfm_scores', leads_to=['dim_customers']) }}
