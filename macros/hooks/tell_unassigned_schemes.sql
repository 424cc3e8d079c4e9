{# after a build: one sentence for each scheme that could not be assigned, and why #}
{% macro tell_unassigned_schemes(results) -%}
    {#- dbt must see the var's ref while it parses -#}
    {%- set has_totals = uses_totals() -%}
    {%- set schemes = built_relation(results, 'int_schemes') -%}
    {%- if execute and schemes and has_totals -%}
        {%- set found = run_query(
            'select scheme, missing_metrics from ' ~ schemes
            ~ ' where not is_assigned order by scheme'
        ) -%}
        {%- for row in found.rows -%}
            {%- do log(
                'Scheme ' ~ row[0] ~ ' is not assigned: its rules name ' ~ row[1]
                ~ ', and segmentation_customer_totals gives none.', info=true
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}
