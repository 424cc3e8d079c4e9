with

attributes as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customers') }}

),

seen as (

    select * from {{ ref('customer_segmentation', 'int_customers_seen') }}

),

metrics as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

-- whoever stands there has the same segment; there are a few hundred positions at most
positions as (

    select
        position,
        {% for scheme in schemes('shipped') -%}
        max(case when scheme = '{{ scheme }}' then segment end) as {{ scheme }}_segment
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('customer_segmentation', 'int_segment_positions') }}
    group by position

),

joined as (

    select
        coalesce(attributes.customer_id, seen.customer_id) as customer_id,
        attributes.customer_name,
        attributes.customer_group,
        coalesce(attributes.country, seen.country) as country,
        attributes.email,
        attributes.account_manager,
        {% for scheme in schemes('shipped') if scheme != 'customer_group' -%}
        positions.{{ scheme }}_segment,
        {% endfor -%}
        {% if 'customer_group' in schemes('assigned') -%}
        case
            when metrics.customer_id is not null
                then coalesce(attributes.customer_group, 'unknown')
        end as customer_group_segment,
        {% else -%}
        positions.customer_group_segment,
        {% endif -%}
        metrics.customer_id is not null as has_orders,
        coalesce(seen.is_left_truncated, false) as is_left_truncated,
        attributes.relationship_started_on,
        metrics.first_ordered_on,
        metrics.last_ordered_on
    from attributes
    full outer join seen
        on attributes.customer_id = seen.customer_id
    left join metrics
        on coalesce(attributes.customer_id, seen.customer_id) = metrics.customer_id
    left join positions
        on metrics.position = positions.position

)

select * from joined
