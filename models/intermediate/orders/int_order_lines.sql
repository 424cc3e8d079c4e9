{{ config(**clean_lines_config()) }}

{%- set not_as_read = ['order_line_id', 'order_status', 'updated_at'] -%}
{% set columns = inputs()['order_lines'].columns | reject('in', not_as_read) | list -%}
with

-- a key that nothing is wrong with has one line
accepted as (

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

statuses as (

    select * from {{ ref('customer_segmentation', 'int_order_statuses') }}

),

completed as (

    select
        accepted.order_line_id,
        {% for column in columns -%}
        accepted.{{ column }},
        {% endfor -%}
        coalesce(accepted.order_status, statuses.order_status) as order_status,
        accepted.ordered_on
    from accepted
    left join statuses
        on
            accepted.customer_id = statuses.customer_id
            and accepted.order_id = statuses.order_id

)

select * from completed
