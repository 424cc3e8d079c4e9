{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_segment_summary', leads_to=['dim_segments']) }}
