{# the installing project's models that tests of this package would look at by mistake #}
{% macro shadowing_models() -%}
    {%- set own = [] -%}
    {%- set looked_at = [] -%}
    {%- for node in graph.nodes.values() if node.package_name == 'customer_segmentation' -%}
        {%- if node.resource_type == 'model' -%}
            {%- do own.append('model.' ~ project_name ~ '.' ~ node.name) -%}
        {%- elif node.resource_type == 'test' -%}
            {%- do looked_at.extend(node.depends_on.nodes) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set shadowing = [] -%}
    {%- for model in looked_at | unique | sort
        if model in own and project_name != 'customer_segmentation' -%}
        {%- do shadowing.append(model.split('.')[2]) -%}
    {%- endfor -%}
    {{ return(shadowing) }}
{%- endmacro %}
