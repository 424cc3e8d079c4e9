{#
    the customers that a score compares with each other: all, but with totals instead of lines a
    value can be missing, and who has none is neither better nor worse than anybody
#}
{% macro among_known(column) -%}
    {%- if uses_totals() -%}partition by {{ column }} is null{%- endif -%}
{%- endmacro %}
