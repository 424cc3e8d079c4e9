{{ config(**clean_lines_config()) }}

{%- set not_as_read = ['order_line_id', 'order_status', 'updated_at'] -%}
{% set columns = inputs()['order_lines'].columns | reject('in', not_as_read) | list -%}
with

-- a key that nothing is wrong with has one line
accepted as {{ planner_hint('streamed') }}(

    select
        coalesce(lines.order_line_id, lines.order_id || '#1') as order_line_id,
        {% for column in columns -%}
        lines.{{ column }},
        {% endfor -%}
        lines.order_status,
        cast(lines.ordered_at as date) as ordered_on
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'int_suspect_lines') }} as suspects
        on {{ line_key('lines') }} = suspects.line_key
    where
        suspects.line_key is null
        and {{ line_key('lines') }} is not null
    union all
    select
        order_line_id,
        {% for column in columns -%}
        {{ column }},
        {% endfor -%}
        order_status,
        ordered_on
    from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    where rejection_reason is null

),

silent as (

    select
        customer_id,
        order_id
    from accepted
    where order_status is null
    group by customer_id, order_id

),

-- many exports say the status of an order on its first line only, and mean all of it
stated as (

    select
        accepted.customer_id,
        accepted.order_id,
        min(accepted.order_status) as order_status
    from accepted
    inner join silent
        on
            accepted.customer_id = silent.customer_id
            and accepted.order_id = silent.order_id
    where accepted.order_status is not null
    group by accepted.customer_id, accepted.order_id
    having min(accepted.order_status) = max(accepted.order_status)

),

completed as (

    select
        accepted.order_line_id,
        {% for column in columns -%}
        accepted.{{ column }},
        {% endfor -%}
        coalesce(accepted.order_status, stated.order_status) as order_status,
        accepted.ordered_on
    from accepted
    left join stated
        on
            accepted.customer_id = stated.customer_id
            and accepted.order_id = stated.order_id

)

select * from completed
