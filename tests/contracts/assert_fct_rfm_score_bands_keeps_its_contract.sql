{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_rfm_score_bands') }}
