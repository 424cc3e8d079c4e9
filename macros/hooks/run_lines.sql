{# what became of the lines that were read, as a query of one row #}
{% macro run_lines(lines) -%}
    with

    reasons as (

        select
            rejection_reason,
            count(*) as order_lines,
            coalesce(sum(line_amount), 0) as amount
        from {{ lines }}
        group by rejection_reason

    ),

    accepted as (

        select
            coalesce(sum(order_lines), 0) as order_lines,
            coalesce(sum(amount), 0) as amount
        from reasons
        where rejection_reason is null

    ),

    rejected as (

        select
            coalesce(sum(order_lines), 0) as order_lines,
            coalesce(sum(amount), 0) as amount,
            {{ joined_text(
                "rejection_reason || ' ' || cast(order_lines as " ~ dbt.type_string() ~ ')',
                'order_lines desc, rejection_reason',
                ', ',
            ) }} as by_reason
        from reasons
        where rejection_reason is not null

    ),

    everything as (

        select
            count(*) as order_lines,
            coalesce(sum(line_amount), 0) as amount
        from {{ lines }}

    )

    select
        everything.order_lines as lines_read,
        accepted.order_lines as lines_accepted,
        rejected.order_lines as lines_rejected,
        everything.amount as amount_read,
        accepted.amount as amount_accepted,
        rejected.amount as amount_rejected,
        rejected.by_reason as rejected_by_reason
    from everything
    cross join accepted
    cross join rejected
{%- endmacro %}
