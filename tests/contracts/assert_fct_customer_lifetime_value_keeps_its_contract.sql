{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_customer_lifetime_value', leads_to=['dim_customers']) }}
