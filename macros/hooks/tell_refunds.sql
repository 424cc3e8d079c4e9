{# after a build: one sentence on the refunds there are, and how many of them count #}
{% macro tell_refunds(results) -%}
    {%- set lines = built_relation(results, 'fct_order_lines') -%}
    {%- if execute and lines -%}
        {%- set found = run_query(
            'select count(*), count(distinct customer_id), sum(line_amount), '
            ~ 'count(case when is_counted then 1 end), '
            ~ 'coalesce(sum(case when is_counted then line_amount end), 0) '
            ~ 'from ' ~ lines ~ ' where is_refund'
        ).rows[0] -%}
        {%- if found[0] -%}
            {%- do log(
                found[0] ~ ' refund line' ~ ('' if found[0] == 1 else 's') ~ ' of ' ~ found[1]
                ~ ' customer' ~ ('' if found[1] == 1 else 's') ~ ', ' ~ found[2]
                ~ ' in all; ' ~ found[3] ~ ' of them, ' ~ found[4]
                ~ ', count (segmentation_refund_policy is ' ~ setting('refund_policy') ~ ').',
                info=true
            ) -%}
        {%- endif -%}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}
