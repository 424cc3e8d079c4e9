{#
    what a mart's rows break of its own contract, one sentence a constraint: an engine that enforces
    constraints never gets here, the others need it. The constraints are read where they are
    declared
#}
{% macro contract_violations(relation) -%}
    {%- if execute -%}
        {%- for query in contract_queries(relation.identifier, relation) %}
    {{ query }}
    {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}
