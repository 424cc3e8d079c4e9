{# the asymptotic series eight steps further up, where it is exact, and back down #}
{% macro trigamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    1 / {{ z }} + 0.5 / ({{ z }} * {{ z }})
    + (
        1 / cast(6 as {{ type_of('float') }}) - (
            1 / cast(30 as {{ type_of('float') }}) - (
                1 / cast(42 as {{ type_of('float') }}) - (
                    1 / cast(30 as {{ type_of('float') }}) - (
                        5 / cast(66 as {{ type_of('float') }})
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
