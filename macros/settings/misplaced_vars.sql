{# settings that stand under another package's name in vars, where they have no effect #}
{% macro misplaced_vars() -%}
    {%- set misplaced = {} -%}
    {%- if ref.config is defined and ref.config.vars is defined -%}
        {%- for package, values in ref.config.vars.to_dict().items()
            if values is mapping and package != 'customer_segmentation' -%}
            {%- for name in values if name is string and name.startswith('segmentation_') -%}
                {%- do misplaced.update({name: package}) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(misplaced) }}
{%- endmacro %}
