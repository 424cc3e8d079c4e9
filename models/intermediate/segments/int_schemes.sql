with

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

customers as (

    select
        count(*) as customers,
        {% for metric in rule_metrics() -%}
        count({{ metric.name }}) as {{ metric.name }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

-- with totals instead of lines whole metrics are missing: a scheme on one would be a guess
named as (

    select
        rules.scheme,
        customers.customers > 0 as has_customers,
        concat_ws(
            ', '
            {%- for metric in rule_metrics() %},
            max(
                case
                    when
                        rules.{{ metric.name }}_bounds is not null
                        and customers.{{ metric.name }} = 0
                        then '{{ metric.name }}'
                end
            )
            {%- endfor %}
        ) as missing_metrics
    from rules
    cross join customers
    group by rules.scheme, customers.customers

),

judged as (

    select
        scheme,
        missing_metrics,
        missing_metrics = ''
        or not has_customers
        or {{ 'false' if uses_totals() else 'true' }} as is_assigned
    from named

)

select * from judged
