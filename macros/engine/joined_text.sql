{# the texts of a group as one, in order, one a line #}
{% macro joined_text(column, order_by, separator='\n') -%}
    {{ return(dbt.listagg(column, text_literal(separator), 'order by ' ~ order_by)) }}
{%- endmacro %}
