{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_customer_metrics', leads_to=['dim_customers']) }}
