-- lines of one id on several orders are no copies; many of them say that the id is no key
{{ config(fail_calc=raised()) }}

{% set text = dbt.type_string() -%}
with

lines as (

    select
        *,
        order_id || ' of customer ' || customer_id || ' on ' || cast(ordered_on as {{ text }})
        || ' with ' || cast(line_amount as {{ text }}) as told
    from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    where rejection_reason is null

),

all_lines as (

    select count(*) as order_lines from {{ ref('customer_segmentation', 'int_order_lines') }}

),

counted as (

    select
        max(all_lines.order_lines) as order_lines,
        count(case when lines.has_shared_key then 1 end) as shared_lines,
        min(case when lines.has_shared_key then lines.order_line_id end) as first_name
    from lines
    cross join all_lines

),

-- the other line has the same id, and in its name a number behind it
others as (

    select min(lines.told) as told
    from lines
    inner join counted
        on lines.order_line_id like counted.first_name || '#%'
    inner join lines as firsts
        on counted.first_name = firsts.order_line_id
    where
        lines.has_shared_key
        and (lines.order_id <> firsts.order_id or lines.customer_id <> firsts.customer_id)

)

select
    'segmentation_order_lines: ' || {{ written('counted.shared_lines', 'count') }} || ' of '
    || {{ written('counted.order_lines', 'count') }}
    || ' lines have an order_line_id that stands on another order or customer too, so it is no '
    || 'key: ' || counted.first_name || ' is a line of order ' || firsts.told || ', and of order '
    || coalesce(others.told, 'another') || '. In the model that is mapped select null as '
    || 'order_line_id, or an id that is different for every line, such as '
    || {{ text_literal("order_id || '-' || order_line_id.") }} as problem
from counted
inner join lines as firsts
    on counted.first_name = firsts.order_line_id
cross join others
where
    {{ 'false' if setting('duplicate_lines') == 'keep' else 'true' }}
    and counted.shared_lines > 10
    and counted.shared_lines * 1000 > counted.order_lines
