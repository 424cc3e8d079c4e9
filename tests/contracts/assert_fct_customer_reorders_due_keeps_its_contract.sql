{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_customer_reorders_due', leads_to=['dim_customers']) }}
