{# the numeric columns of the marts that hold metrics, as their contracts have them #}
{% macro published_metrics() -%}
    {%- set published = [] -%}
    {%- if execute -%}
        {%- for mart in ['fct_customer_metrics', 'fct_customer_rfm_scores'] -%}
            {%- set node = graph.nodes['model.customer_segmentation.' ~ mart] -%}
            {%- for column in node.columns.values()
                if modules.re.match('integer|bigint|decimal', column.data_type) -%}
                {%- do published.append(column.name) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(published | unique | list) }}
{%- endmacro %}
