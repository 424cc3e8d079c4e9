{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_segment_products', leads_to=['dim_segments']) }}
