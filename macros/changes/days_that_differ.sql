{#
    the CTEs from `both_sides` to `changed_days` of a query that has `arrived` and `kept`, both with
    ordered_on, order_lines and row_hash: the days whose lines are not the same in both
#}
{% macro days_that_differ() -%}
both_sides as (

    select
        ordered_on,
        order_lines,
        row_hash,
        1 as side
    from arrived
    union all
    select
        ordered_on,
        order_lines,
        row_hash,
        2 as side
    from kept

),

compared as (

    select
        ordered_on,
        sum(case side when 1 then order_lines else -1 * order_lines end) as lines_more,
        {{ sum_of_hashes('case side when 1 then row_hash end') }} as arrived_fingerprint,
        {{ sum_of_hashes('case side when 2 then row_hash end') }} as kept_fingerprint
    from both_sides
    group by ordered_on

),

changed_days as (

    select ordered_on
    from compared
    where
        lines_more <> 0
        or arrived_fingerprint <> kept_fingerprint

)
{%- endmacro %}
