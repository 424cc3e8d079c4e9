{% macro is_chosen_scheme(column) -%}
    {%- for scheme in schemes('chosen') %}
    {{ 'or ' if not loop.first }}{{ column }} = {{ text_literal(scheme) }}
    {%- else -%}
    {{ column }} is not null
    {%- endfor -%}
{%- endmacro %}
