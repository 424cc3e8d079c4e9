{{ config(fail_calc=raised()) }}

{{ contract_violations(
    'fct_order_lines',
    leads_to=['dim_customers', 'dim_dates', 'dim_products'],
) }}
