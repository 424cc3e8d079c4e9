-- totals are few and somebody's own sums: a broken one stops the build instead of being set aside
{{ config(fail_calc=raised()) }}

{% set parsed = [
    'orders', 'revenue', 'units', 'tenure_days', 'first_ordered_on', 'last_ordered_on',
] -%}
{%- set sums = {'revenue': 10 ** (18 - setting('amount_decimals')), 'units': 10 ** 15} -%}
{%- set as_of_date = setting('as_of_date') -%}
with

totals as (

    select
        *,
        count(*) over (partition by customer_id) as copies,
        {% for column in sums -%}
        sum(abs(cast({{ column }} as decimal(38, 6)))) over () as all_{{ column }},
        {% endfor -%}
        {{ "cast('" ~ as_of_date ~ "' as date)" if as_of_date else 'max(last_ordered_on) over ()' }}
            as as_of_date
    from {{ ref('customer_segmentation', 'stg_segmentation__customer_totals') }}

),

aged as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days
    from totals

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
        when recency_days < 0
            then
                ' has the last_ordered_on ' || cast(last_ordered_on as {{ dbt.type_string() }})
                || '; allowed: up to the as-of date, {{ as_of_date }}.'
        when tenure_days < coalesce(recency_days, 0)
            then
                ' has the tenure_days ' || cast(tenure_days as {{ dbt.type_string() }})
                || '; allowed: at least the days since the last order, '
                || cast(coalesce(recency_days, 0) as {{ dbt.type_string() }}) || '.'
        {%- for column, limit in sums.items() %}
        when all_{{ column }} >= {{ limit }}
            then
                ' has the {{ column }} ' || cast({{ column }} as {{ dbt.type_string() }})
                || ', and all of them add up to '
                || cast(all_{{ column }} as {{ dbt.type_string() }})
                || ' without their signs; allowed: a sum below {{ limit }}.'
        {%- endfor %}
    end as problem
from aged
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
    or recency_days < 0
    or tenure_days < coalesce(recency_days, 0)
    {%- for column, limit in sums.items() %}
    or all_{{ column }} >= {{ limit }}
    {%- endfor %}
order by problem
limit 1
