-- names a customer without one, with the values that the scheme looks at
{{ config(fail_calc=raised()) }}

with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

-- one row a scheme, as its rules would look at a customer whom none of them holds for
schemes as (

    select
        scheme,
        true as is_catch_all,
    {% for metric in rule_metrics() -%}
    cast(null as {{ dbt.type_string() }}) as {{ metric.name }}_bounds,
    bool_or(is_{{ metric.name }}_used)
        as is_{{ metric.name }}_used{% if not loop.last %},{% endif %}
    {% endfor %}
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}
    where
        scheme in (
            select assigned.scheme
            from {{ ref('customer_segmentation', 'int_schemes') }} as assigned
            where assigned.is_assigned
        )
    group by scheme

),

segmented as (

    select
        scheme,
        customer_id,
        count(*) as segments
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}
    group by scheme, customer_id

)

select
    schemes.scheme || ': '
    || case when segmented.segments > 1 then 'several segments' else 'no rule' end
    || ' for customer ' || customers.customer_id || ': '
    || replace({{ reason('customers', 'schemes') }}, 'no earlier rule holds: ', '')
    || '.' as problem
from schemes
cross join customers
left join segmented
    on
        schemes.scheme = segmented.scheme
        and customers.customer_id = segmented.customer_id
where coalesce(segmented.segments, 0) <> 1
order by problem
limit 1
