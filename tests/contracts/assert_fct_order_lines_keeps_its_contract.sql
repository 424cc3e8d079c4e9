{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_order_lines') }}
