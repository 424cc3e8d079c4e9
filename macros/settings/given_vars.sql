{# every var that the project or the command line sets for this package; dbt has no list of them #}
{% macro given_vars() -%}
    {%- set given = {} -%}
    {%- if ref.config is defined and ref.config.vars is defined -%}
        {%- set project_vars = ref.config.vars.to_dict() -%}
        {%- do given.update(project_vars) -%}
        {%- do given.update(project_vars.get('customer_segmentation') or {}) -%}
    {%- endif -%}
    {%- do given.update(invocation_args_dict.get('vars') or {}) -%}
    {{ return(given) }}
{%- endmacro %}
