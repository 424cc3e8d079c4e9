{# the asymptotic series eight steps further up, where it is exact, and back down #}
{% macro digamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    ln({{ z }}) - 0.5 / {{ z }}
    - (
        1 / cast(12 as {{ type_of('float') }}) - (
            1 / cast(120 as {{ type_of('float') }}) - (
                1 / cast(252 as {{ type_of('float') }}) - (
                    1 / cast(240 as {{ type_of('float') }}) - (
                        1 / cast(132 as {{ type_of('float') }})
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
