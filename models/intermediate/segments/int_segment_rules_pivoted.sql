with

conditions as (

    select
        *,
        case
            when at_least_text is null and below_text is null then 'any value'
            when below_text is null then 'at least ' || at_least_text
            when at_least_text is null then 'below ' || below_text
            else 'at least ' || at_least_text || ' and below ' || below_text
        end as bounds
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}

),

pivoted as (

    select
        scheme,
        priority,
        min(segment) as segment,
        count(metric) = 0 as is_catch_all,
        {% for metric in rule_metrics() -%}
        min(case when metric = '{{ metric.name }}' then bounds end) as {{ metric.name }}_bounds,
        {% endfor -%}
        {{ pivoted_bounds() }}
    from conditions
    group by scheme, priority

),

-- what the scheme looks at, so that the catch-all can tell what it saw
compared as (

    select
        *,
    {% for metric in rule_metrics() -%}
    count({{ metric.name }}_bounds) over (partition by scheme) > 0
        as is_{{ metric.name }}_used{% if not loop.last %},{% endif %}
    {% endfor %}
    from pivoted

)

select * from compared
