{# the asymptotic series eight steps further up, where it is exact, and back down #}
{% macro trigamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    1 / {{ z }} + 0.5 / ({{ z }} * {{ z }})
    + (
        1 / cast(6 as {{ float_type() }}) - (
            1 / cast(30 as {{ float_type() }}) - (
                1 / cast(42 as {{ float_type() }}) - (
                    1 / cast(30 as {{ float_type() }}) - (
                        5 / cast(66 as {{ float_type() }})
                        - 691 / (2730 * {{ z }} * {{ z }})
                    ) / ({{ z }} * {{ z }})
                ) / ({{ z }} * {{ z }})
            ) / ({{ z }} * {{ z }})
        ) / ({{ z }} * {{ z }})
    ) / ({{ z }} * {{ z }} * {{ z }})
    {%- for step in range(8) %}
    + 1 / (({{ x }} + {{ step }}) * ({{ x }} + {{ step }}))
    {%- endfor %}
{%- endmacro %}
