{# the levels that credit scoring has agreed on #}
{% macro stability_level(index) -%}
    case
        when {{ index }} < 0.1 then 'stable'
        when {{ index }} < 0.25 then 'shifting'
        when {{ index }} >= 0.25 then 'shifted'
    end
{%- endmacro %}
