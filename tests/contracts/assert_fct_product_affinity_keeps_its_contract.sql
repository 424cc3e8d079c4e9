{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_product_affinity') }}
