{# through the logarithm, since a value has no more below it than itself #}
{% macro interval_end(end, total, errors) -%}
    {{ total }} * exp({{ '-' if end == 'low' }}1 * least(1.6448536269514722 * sqrt(
        {%- for error in errors -%}
        {{ error }} * {{ error }}{{ ' + ' if not loop.last }}
        {%- endfor -%}
    ) / nullif({{ total }}, 0), 10))
{%- endmacro %}
