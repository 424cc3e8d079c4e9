{# the version that the engine says it has, as an expression #}
{% macro engine_version() -%}
    {{ return(adapter.dispatch('engine_version', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__engine_version() -%}
    version()
{%- endmacro %}

{# version() is a sentence there: PostgreSQL 15.6 on x86_64-pc-linux-gnu, compiled by ... #}
{% macro postgres__engine_version() -%}
    current_setting('server_version')
{%- endmacro %}

{# version() is the version and the commit it was made of #}
{% macro spark__engine_version() -%}
    substring_index(version(), ' ', 1)
{%- endmacro %}
