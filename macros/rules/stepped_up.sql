{# a bound of up to six places, or the first whole step above it: with cents, 100.005 is 100.01 #}
{% macro stepped_up(metric, bound) -%}
    {%- set places = step_places(metric) -%}
    {%- if places == 0 -%}
    ceil({{ bound }})
    {%- elif places < 6 -%}
    ceil({{ bound }} * {{ 10 ** places }}) * {{ metric.step }}
    {%- else -%}
    {{ bound }}
    {%- endif -%}
{%- endmacro %}
