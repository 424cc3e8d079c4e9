{% macro ratio(numerator, denominator, places=6, digits=18) -%}
    {{ return(adapter.dispatch('ratio', 'customer_segmentation')(
        numerator, denominator, places, digits
    )) }}
{%- endmacro %}

{# decimal / decimal is a double in DuckDB; integer division keeps the half-way cases exact #}
{% macro default__ratio(numerator, denominator, places, digits) -%}
    {%- set top -%}
        abs(cast(cast({{ numerator }} as decimal(38, 6)) * 1000000 as hugeint))
    {%- endset -%}
    {%- set bottom -%}
        abs(cast(cast({{ denominator }} as decimal(38, 6)) * 1000000 as hugeint))
    {%- endset -%}
    cast(
        sign({{ numerator }}) * sign({{ denominator }})
        * cast(
            (2 * {{ 10 ** places }} * {{ top }} + {{ bottom }}) // nullif(2 * {{ bottom }}, 0)
            as decimal(38, 0)
        ) * {{ '%.*f' | format(places, 10 ** -places) }}
        as decimal({{ digits }}, {{ places }})
    )
{%- endmacro %}

{% macro postgres__ratio(numerator, denominator, places, digits) -%}
    cast(round(
        cast({{ numerator }} as numeric) / nullif(cast({{ denominator }} as numeric), 0),
        {{ places }}
    ) as decimal({{ digits }}, {{ places }}))
{%- endmacro %}
