{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_segment_sales_monthly', leads_to=['dim_segments']) }}
