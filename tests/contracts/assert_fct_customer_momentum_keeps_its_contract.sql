{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_customer_momentum', leads_to=['dim_customers', 'dim_segments']) }}
