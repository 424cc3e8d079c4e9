{#
    whether a part of the marts is built. Macros don't exist where a .yml enables a model: the same
    condition stands there. A wrong value is read alike in both until start_run() reports it
#}
{% macro is_part(name) -%}
    {%- set parts = var('segmentation_parts') -%}
    {{ return(parts in ['all', none] or name in parts | string) }}
{%- endmacro %}
