with

conditions as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}

),

bounds as (

    select
        metric,
        at_least as bound
    from conditions
    union all
    select
        metric,
        below as bound
    from conditions

),

-- scores are told apart one by one
collected as (

    select
    {% for metric in rule_metrics() | selectattr('step') | map(attribute='name') -%}
    {{ sorted_array("case when metric = '" ~ metric ~ "' then bound end") }}
        as {{ metric }}{% if not loop.last %},{% endif %}
    {% endfor %}
    from bounds

)

select * from collected
