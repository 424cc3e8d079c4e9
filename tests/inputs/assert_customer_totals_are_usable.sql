-- totals are few and somebody's own sums: a broken one stops the build instead of being set aside
{{ config(fail_calc=raised()) }}

{% set parsed = [
    'orders', 'revenue', 'units', 'tenure_days', 'first_ordered_on', 'last_ordered_on',
] -%}
with

totals as (

    select
        *,
        count(*) over (partition by customer_id) as copies
    from {{ ref('customer_segmentation', 'stg_segmentation__customer_totals') }}

)

select
    'segmentation_customer_totals: customer ' || coalesce(customer_id, '?') || case
        when customer_id is null then ' has no customer_id; allowed: any text.'
        when copies > 1 then ' is there more than once; allowed: one row a customer.'
        {%- for column in parsed %}
        when {{ column }} is null and raw_{{ column }} is not null
            then
                ' has the unreadable {{ column }} ' || raw_{{ column }} || '; allowed: '
                || {{ "'an ISO 8601 date.'" if column.endswith('_on') else "'a plain number.'" }}
        {%- endfor %}
        when revenue is null then ' has no revenue; allowed: a plain number.'
        when orders is null then ' has no orders; allowed: a whole number.'
        when orders < 0 then ' has fewer than 0 orders; allowed: 0 or more.'
        when first_ordered_on > last_ordered_on
            then ' ordered first after last; allowed: first_ordered_on up to last_ordered_on.'
    end as problem
from totals
where
    customer_id is null
    or copies > 1
    {%- for column in parsed %}
    or ({{ column }} is null and raw_{{ column }} is not null)
    {%- endfor %}
    or revenue is null
    or orders is null
    or orders < 0
    or first_ordered_on > last_ordered_on
order by problem
limit 1
