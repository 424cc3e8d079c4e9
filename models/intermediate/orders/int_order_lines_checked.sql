{%- set columns = [
    'ordered_at', 'line_amount', 'order_id', 'customer_id', 'product_id', 'campaign_code',
    'order_status', 'country', 'currency', 'quantity', 'unit_price',
] -%}
{%- set copies = 'partition by coalesce(order_line_id, order_id), order_line_id is null, '
    ~ 'reason is null order by ' ~ columns | join(' nulls last, ') ~ ' nulls last' -%}
{#- lines that differ in stray blanks only are told apart too: which is kept is never chance -#}
{%- set raw_columns = 'raw_' ~ inputs()['order_lines'].columns | join(' nulls last, raw_') -%}
{%- set numbering = copies ~ ', ' ~ raw_columns ~ ' nulls last' -%}
with

lines as (

    select
        *,
        cast(ordered_at as date) as ordered_on,
        {{ rejection_reason() }} as reason
    from {{ ref('customer_segmentation', 'stg_segmentation__order_lines') }}

),

-- copies are looked for among usable lines only, so a broken copy never displaces a good one
numbered as (

    select
        *,
        coalesce(order_line_id, order_id) as line_key,
        row_number() over ({{ numbering }}) as line_number,
        {% if setting('duplicate_lines') == 'exact' -%}
        -- of lines that are equal in every column, the first has the rank of all of them
        row_number() over ({{ numbering }}) > rank() over ({{ copies }})
        {%- else -%}
        false
        {%- endif %} as is_exact_copy
    from lines

),

judged as (

    select
        *,
        case
            when reason is not null then reason
            {%- if setting('duplicate_lines') != 'keep' %}
            when order_line_id is not null and line_number > 1 then 'duplicate_key'
            {%- endif %}
            when is_exact_copy then 'duplicate_line'
        end as rejection_reason
    from numbered

),

checked as (

    select
        case
            when order_line_id is not null and line_number = 1 then order_line_id
            else line_key || '#' || cast(line_number as {{ dbt.type_string() }})
        end as order_line_id,
        order_id,
        customer_id,
        product_id,
        campaign_code,
        order_status,
        country,
        currency,
        rejection_reason,
        {% for column in inputs()['order_lines'].columns -%}
        case when rejection_reason is not null then raw_{{ column }} end as raw_{{ column }},
        {% endfor -%}
        quantity,
        unit_price,
        line_amount,
        ordered_at,
        ordered_on
    from judged

)

select * from checked
