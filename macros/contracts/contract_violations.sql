{#
    what a mart's rows break of its own contract, one sentence a constraint: engines that enforce
    constraints can't get here, the others need it. It reads the constraints where they are declared,
    and names the mart with its package, because dbt's own tests would look at the model of that name
    of whoever installs the package.
#}
{% macro contract_violations(mart) -%}
    {%- set relation = ref('customer_segmentation', mart) -%}
    {%- if execute -%}
        {%- for query in contract_queries(mart, relation) %}
    {{ query }}
    {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}
