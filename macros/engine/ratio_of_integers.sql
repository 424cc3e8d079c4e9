{% macro ratio_of_integers(numerator, denominator, places, digits, millionths, whole_type) -%}
    {%- set top -%}
        abs({{ millionths.format('cast(' ~ numerator ~ ' as decimal(38, 6))') }})
    {%- endset -%}
    {%- set bottom -%}
        abs({{ millionths.format('cast(' ~ denominator ~ ' as decimal(38, 6))') }})
    {%- endset -%}
    cast(
        sign({{ numerator }}) * sign({{ denominator }})
        * cast(
            (2 * {{ 10 ** places }} * {{ top }} + {{ bottom }}) // nullif(2 * {{ bottom }}, 0)
            as {{ whole_type }}
        ) * {{ '%.*f' | format(places, 10 ** -places) }}
        as decimal({{ digits }}, {{ places }})
    )
{%- endmacro %}
