{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_segment_crosswalk', leads_to=['dim_segments']) }}
