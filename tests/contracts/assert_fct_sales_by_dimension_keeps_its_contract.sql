{{ config(fail_calc=raised()) }}

{{ contract_violations('fct_sales_by_dimension') }}
