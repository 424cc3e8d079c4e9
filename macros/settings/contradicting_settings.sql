{# settings that are right one by one and can't be meant together, one sentence each #}
{% macro contradicting_settings() -%}
    {%- set problems = [] -%}
    {%- set treated = var('segmentation_personal_data') -%}
    {%- if var('segmentation_publish_personal_data') is sameas true
        and treated in settings()['personal_data'].choices and treated != 'keep' -%}
        {%- do problems.append(
            'segmentation_publish_personal_data is true and segmentation_personal_data is '
            ~ treated ~ '; allowed: one of them, names in the dashboard or in nothing.'
        ) -%}
    {%- endif -%}
    {{ return(problems) }}
{%- endmacro %}
