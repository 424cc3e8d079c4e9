{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_lifetime_value_model') }}
