{#
    through the logarithm, since a value has no more below it than itself; to a thousandth, since
    the last digits of a fit are not the same on every engine
#}
{% macro interval_end(end, total, errors) -%}
    {%- set z = normal_quantile(0.95) -%}
    {{ total }} * exp({{ '-' if end == 'low' }}1 * cast(cast(least({{ z }} * sqrt(
        {%- for error in errors -%}
        {{ error }} * {{ error }}{{ ' + ' if not loop.last }}
        {%- endfor -%}
    ) / nullif({{ total }}, 0), 10) as decimal(18, 3)) as {{ type_of('float') }}))
{%- endmacro %}
