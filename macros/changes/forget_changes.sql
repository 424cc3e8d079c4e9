{# first pre-hook and post-hook of a model that is kept: no note is left of an earlier build #}
{% macro forget_changes() -%}
    {%- if is_incremental() -%}
    drop table if exists {{ changed_relation() }}
    {%- endif -%}
{%- endmacro %}
