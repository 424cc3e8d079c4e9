{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_rejected_order_lines') }}
