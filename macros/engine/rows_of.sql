{# a list as a relation of one column, one row a text #}
{% macro rows_of(texts, column) -%}
    {%- for text in texts %}
    select {{ text_literal(text) }} as {{ column }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select {{ text_literal('') }} as {{ column }} where 1 = 0
    {%- endfor %}
{%- endmacro %}
