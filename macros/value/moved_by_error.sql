{% macro moved_by_error(growths, k) -%}
    {%- for name, growth in growths.items() -%}
    {{ growth }} * error_{{ k }}_{{ name }}{{ ' + ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
