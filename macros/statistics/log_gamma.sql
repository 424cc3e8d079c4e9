{# Stirling's series eight steps further up, where it is exact, and back down #}
{% macro log_gamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    ({{ z }} - 0.5) * ln({{ z }}) - {{ z }} + 0.918938533204672742
    + (
        1 / cast(12 as {{ type_of('float') }}) - (
            1 / cast(360 as {{ type_of('float') }}) - (
                1 / cast(1260 as {{ type_of('float') }}) - (
                    1 / cast(1680 as {{ type_of('float') }}) - (
                        1 / cast(1188 as {{ type_of('float') }}) - (
                            691 / cast(360360 as {{ type_of('float') }})
                            - 1 / (156 * {{ z }} * {{ z }})
                        ) / ({{ z }} * {{ z }})
                    ) / ({{ z }} * {{ z }})
                ) / ({{ z }} * {{ z }})
            ) / ({{ z }} * {{ z }})
        ) / ({{ z }} * {{ z }})
    ) / {{ z }}
    - ln(
        {%- for step in range(8) %}
        {{ '* ' if not loop.first }}({{ x }} + {{ step }})
        {%- endfor %}
    )
{%- endmacro %}
