{# the version in dbt_project.yml, which dbt shows to nobody who installs the package #}
{% macro package_version() -%}
    {{ return('0.1.0') }}
{%- endmacro %}
