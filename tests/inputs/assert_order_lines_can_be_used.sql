-- a mapping that is wrong must not give empty marts and a green build
{{ config(fail_calc=raised()) }}

{% set quote = text_literal("'") -%}
{% set unreadable = ['ordered_at', 'line_amount', 'quantity', 'unit_price', 'updated_at'] -%}
with

reasons as (

    select
        rejection_reason,
        count(*) as order_lines,
        case rejection_reason
            {%- for column in unreadable %}
            when 'unreadable_{{ column }}' then min(raw_{{ column }})
            {%- endfor %}
        end as example
    from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    where rejection_reason is not null
    group by rejection_reason

),

accepted as (

    select count(*) as order_lines from {{ ref('customer_segmentation', 'int_order_lines') }}

),

rejected as (

    select
        coalesce(sum(order_lines), 0) as order_lines,
        coalesce(sum(case when rejection_reason like 'unreadable%' then order_lines end), 0)
            as lines_unreadable
    from reasons

),

summed as (

    select
        accepted.order_lines + rejected.order_lines as lines_read,
        accepted.order_lines as lines_accepted,
        rejected.lines_unreadable
    from accepted
    cross join rejected

),

-- the reason that most lines have; unreadable ones come before others
ranked as (

    select
        *,
        row_number() over (
            order by
                case when rejection_reason like 'unreadable%' then 0 else 1 end asc,
                order_lines desc,
                rejection_reason asc
        ) as reason_rank
    from reasons

),

judged as (

    select
        summed.*,
        ranked.rejection_reason,
        ranked.order_lines,
        ranked.example
    from summed
    left join ranked
        on ranked.reason_rank = 1

)

select
    'segmentation_order_lines: ' || case
        when lines_read = 0 then 'there are no lines; map a table that has some.'
        else
            {{ written('order_lines', 'count') }} || ' of ' || {{ written('lines_read', 'count') }}
            || ' lines are rejected as ' || rejection_reason
            || coalesce(', such as ' || {{ quote }} || example || {{ quote }}, '')
            || case when lines_accepted = 0 then ', and none is left. ' else '. ' end
    end || case
        when lines_read = 0 then ''
        when rejection_reason = 'unreadable_ordered_at' then {{ how_to_read_dates('example') }}
        when rejection_reason like 'unreadable%'
            then {{ text_literal('Select plain decimals such as -1234.50 in the mapped model.') }}
        else 'Look at that column in the model that is mapped.'
    end || case
        when lines_accepted = 0 then ''
        else {{ text_literal(
            ' Up to a share of ' ~ setting('unreadable_limit')
            ~ ' (segmentation_unreadable_limit) such lines are set aside.'
        ) }}
    end as problem
from judged
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        lines_accepted = 0
        or lines_unreadable > {{ setting('unreadable_limit') }} * lines_read
    )
