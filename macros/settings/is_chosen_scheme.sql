{% macro is_chosen_scheme(column) -%}
    {%- set schemes = setting('schemes') -%}
    {%- if schemes == 'all' or not execute -%}
        {{ column }} is not null
    {%- else -%}
        {{ column }} in (
            {%- for scheme in schemes -%}
            {{ text_literal(scheme | lower | trim) }}{{ ', ' if not loop.last }}
            {%- endfor -%}
        )
    {%- endif -%}
{%- endmacro %}
