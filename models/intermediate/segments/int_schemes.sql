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
    from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

-- with totals instead of lines whole metrics are missing: a rule on one can't hold
looked_at as (

    select
        rules.scheme,
        rules.segment,
        rules.is_catch_all,
        customers.customers > 0 as has_customers,
        {% for metric in rule_metrics() -%}
        case
            when rules.{{ metric.name }}_bounds is not null and customers.{{ metric.name }} = 0
                then '{{ metric.name }}'
        end as {{ metric.name }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from rules
    cross join customers

),

given as (

    select
        scheme,
        segment,
        has_customers,
        max(case when is_catch_all then 1 else 0 end) as has_catch_all,
        max(
            case
                when coalesce({{ rule_metrics() | map(attribute='name') | join(', ') }}) is null
                    then 1
                else 0
            end
        ) as can_be_given,
        {% for metric in rule_metrics() -%}
        max({{ metric.name }}) as {{ metric.name }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from looked_at
    group by scheme, segment, has_customers

),

-- a scheme without one of its segments would be a guess
judged as (

    select
        scheme,
        concat_ws(
            ', '
            {%- for metric in rule_metrics() %},
            max({{ metric.name }})
            {%- endfor %}
        ) as missing_metrics,
        (max(has_catch_all) = 1 and min(can_be_given) = 1)
        or count(coalesce({{ rule_metrics() | map(attribute='name') | join(', ') }})) = 0
        or not has_customers
        or {{ 'false' if uses_totals() else 'true' }} as is_assigned
    from given
    group by scheme, has_customers

)

select * from judged
