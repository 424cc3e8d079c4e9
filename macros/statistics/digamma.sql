{# the asymptotic series eight steps further up, where it is exact, and back down #}
{% macro digamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    ln({{ z }}) - 0.5 / {{ z }}
    - (
        1 / cast(12 as {{ float_type() }}) - (
            1 / cast(120 as {{ float_type() }}) - (
                1 / cast(252 as {{ float_type() }}) - (
                    1 / cast(240 as {{ float_type() }}) - (
                        1 / cast(132 as {{ float_type() }})
                        - 691 / (32760 * {{ z }} * {{ z }})
                    ) / ({{ z }} * {{ z }})
                ) / ({{ z }} * {{ z }})
            ) / ({{ z }} * {{ z }})
        ) / ({{ z }} * {{ z }})
    ) / ({{ z }} * {{ z }})
    {%- for step in range(8) %}
    - 1 / ({{ x }} + {{ step }})
    {%- endfor %}
{%- endmacro %}
