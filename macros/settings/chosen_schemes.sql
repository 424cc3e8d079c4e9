{# the schemes that the setting lists; none where it is `all` #}
{% macro chosen_schemes() -%}
    {%- set schemes = setting('schemes') -%}
    {{ return([] if schemes == 'all' else schemes | map('lower') | map('trim') | list) }}
{%- endmacro %}
