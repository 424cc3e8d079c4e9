{%- set columns = inputs()['order_lines'].columns -%}
with

lines as (

    select * from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    where rejection_reason is not null

),

reasons as (

    select * from {{ ref('customer_segmentation', 'rejection_reasons') }}

),

explained as (

    select
        {% for column in columns -%}
        lines.raw_{{ column }} as {{ column }},
        {% endfor -%}
        lines.rejection_reason as reason,
        reasons.column_name || ' is ' || coalesce(
            {{ text_literal("'") }} || case reasons.column_name
                {%- for column in columns %}
                when '{{ column }}' then lines.raw_{{ column }}
                {%- endfor %}
            end || {{ text_literal("'") }},
            'missing'
        ) || '; allowed: ' || reasons.allowed as reason_detail,
        lines.line_amount as parsed_amount
    from lines
    left join reasons
        on lines.rejection_reason = reasons.reason

)

select * from explained
