{# the query of the days whose counted lines are not those that their orders were added up from #}
{% macro changed_order_days(lines, orders) -%}
    with

    arrived as (

        select
            ordered_on,
            1 as order_lines,
            row_hash
        from {{ lines }} as lines
        where {{ status_counts('lines') }}

    ),

    kept as (

        select
            ordered_on,
            order_lines,
            row_hash
        from {{ orders }}

    ),

    {{ days_that_differ() }}

    select ordered_on from changed_days
{%- endmacro %}
