{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_data_quality') }}
