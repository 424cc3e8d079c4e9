-- a typing error of many digits fits a line and not a total, where it would be an error of casts
{{ config(fail_calc=raised()) }}

{% set sums = {
    'line_amount': 10 ** (18 - setting('amount_decimals')),
    'quantity': 10 ** 15,
    'unit_price': 10 ** 14,
} -%}
with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines') }}

),

summed as (

    {% for column, limit in sums.items() -%}
    select
        '{{ column }}' as column_name,
        cast({{ limit }} as decimal(38, 6)) as allowed_below,
        max(abs({{ column }})) as largest,
        sum(abs(cast({{ column }} as decimal(38, 6)))) as total
    from lines
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}
)

select
    'segmentation_order_lines: the values of ' || column_name || ' add up to '
    || cast(total as {{ dbt.type_string() }}) || ' without their signs, the largest is '
    || cast(largest as {{ dbt.type_string() }}) || '; allowed: a sum below '
    || cast(allowed_below as {{ dbt.type_string() }}) || '.' as problem
from summed
where total >= allowed_below
order by problem
limit 1
