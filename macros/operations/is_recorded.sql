{# whether the run is recorded: it works on a node of this package, be it among others #}
{% macro is_recorded() -%}
    {%- if execute
        and 'model.customer_segmentation.stg_segmentation__pipeline_runs' in graph.nodes -%}
        {%- for unique_id in selected_resources
            if unique_id.split('.')[1] == 'customer_segmentation' -%}
            {{ return(true) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(false) }}
{%- endmacro %}
