{# where a model notes, while it is built, what has changed #}
{% macro changed_relation() -%}
    {{ return(this.incorporate(path={'identifier': this.identifier ~ '__changed'})) }}
{%- endmacro %}
