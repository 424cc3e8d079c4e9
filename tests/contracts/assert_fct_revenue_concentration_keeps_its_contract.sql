{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_revenue_concentration', leads_to=['dim_customers']) }}
