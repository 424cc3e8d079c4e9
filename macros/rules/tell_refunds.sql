{# after a build: one sentence on what the refund policy touched #}
{% macro tell_refunds(results) -%}
    {%- set name = 'model.customer_segmentation.int_order_lines_checked' -%}
    {%- set built = results | selectattr('node.unique_id', 'equalto', name)
        | selectattr('status', 'equalto', 'success') | list -%}
    {%- if execute and built -%}
        {%- set effects = {
            'net': 'lower the revenue of who got them',
            'drop': 'do not count',
            'raise': 'stop the build',
        } -%}
        {%- set found = run_query(
            'select count(*), count(distinct customer_id), sum(line_amount) from '
            ~ built[0].node.relation_name ~ ' where rejection_reason is null and line_amount < 0'
        ).rows[0] -%}
        {%- if found[0] -%}
            {%- do log(
                found[0] ~ ' refund lines of ' ~ found[1] ~ ' customers, ' ~ found[2]
                ~ ' in all, ' ~ effects[setting('refund_policy')]
                ~ ' (segmentation_refund_policy is ' ~ setting('refund_policy') ~ ').', info=true
            ) -%}
        {%- endif -%}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}
