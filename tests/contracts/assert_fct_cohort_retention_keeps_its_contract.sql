{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_cohort_retention') }}
