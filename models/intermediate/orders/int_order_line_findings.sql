{%- set gap = dbt.datediff('ordered_on', 'next_day', 'day') -%}
with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines') }}

),

orders as (

    select
        order_id,
        customer_id,
        min(order_status) as first_status,
        max(order_status) as last_status
    from lines
    group by order_id, customer_id

),

days as (

    select
        ordered_on,
        sum(count(*)) over () as all_lines,
        sum(count(*)) over (order by ordered_on) as lines_so_far,
        min(ordered_on) over () as first_day,
        max(ordered_on) over () as last_day,
        lead(ordered_on) over (order by ordered_on) as next_day
    from lines
    group by ordered_on

),

-- one line in a hundred at most, and more time between them and the others than the others take
far_days as (

    select
        all_lines,
        case
            when
                lines_so_far * 100 <= all_lines
                and {{ gap }} > {{ dbt.datediff('next_day', 'last_day', 'day') }}
                then lines_so_far
            when
                (all_lines - lines_so_far) * 100 <= all_lines
                and {{ gap }} > {{ dbt.datediff('first_day', 'ordered_on', 'day') }}
                then all_lines - lines_so_far
        end as far_lines,
        'none between ' || cast(ordered_on as {{ dbt.type_string() }})
        || ' and ' || cast(next_day as {{ dbt.type_string() }}) as example
    from days

),

found as (

    select
        'orders_with_one_status' as check_name,
        count(*) as rows_checked,
        count(case when first_status <> last_status then 1 end) as rows_failed,
        min(
            case
                when first_status <> last_status
                    then order_id || ': ' || first_status || ' and ' || last_status
            end
        ) as example
    from orders
    union all
    {% for check, flag, id in [
        ('order_line_ids_of_one_order', 'has_shared_key', 'order_line_id'),
        ('order_line_ids_with_one_content', 'is_other_version', 'raw_order_line_id'),
    ] -%}
    select
        '{{ check }}' as check_name,
        (select count(*) from lines) + count(rejection_reason) as rows_checked,
        count(distinct case when {{ flag }} then {{ id }} end) as rows_failed,
        min(case when {{ flag }} then {{ id }} end) as example
    from {{ ref('customer_segmentation', 'int_suspect_lines') }}
    union all
    {% endfor -%}
    select
        'days_near_the_others' as check_name,
        coalesce(max(all_lines), 0) as rows_checked,
        coalesce(max(far_lines), 0) as rows_failed,
        min(case when far_lines > 0 then example end) as example
    from far_days

)

select * from found
