{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_data_quality', leads_to=['fct_pipeline_runs']) }}
