{# Stirling's series eight steps further up, where it is exact, and back down #}
{% macro log_gamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    ({{ z }} - 0.5) * ln({{ z }}) - {{ z }} + 0.918938533204672742
    + (
        1 / cast(12 as {{ float_type() }}) - (
            1 / cast(360 as {{ float_type() }}) - (
                1 / cast(1260 as {{ float_type() }}) - (
                    1 / cast(1680 as {{ float_type() }}) - (
                        1 / cast(1188 as {{ float_type() }}) - (
                            691 / cast(360360 as {{ float_type() }})
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
