{{ config(fail_calc=raised()) }}

{{ contract_violations('dim_segment_actions', leads_to=['dim_segments']) }}
