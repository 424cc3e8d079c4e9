{% macro ratio(numerator, denominator, places=6, digits=18) -%}
    {{ return(adapter.dispatch('ratio', 'customer_segmentation')(
        numerator, denominator, places, digits
    )) }}
{%- endmacro %}

{#
    decimal / decimal is a double in DuckDB; integer division keeps the half-way cases exact.
    Where millionths have room in 64 bits the same is done there, ten times as fast
#}
{% macro default__ratio(numerator, denominator, places, digits) -%}
    {%- set largest = [4 * 10 ** (12 - places), 10 ** 9] | min | int -%}
    case
        when abs({{ numerator }}) < {{ largest }} and abs({{ denominator }}) < 1000000000 then
            {{ ratio_of_integers(
                numerator, denominator, places, digits,
                'cast(round(cast({} as double) * 1000000) as bigint)', 'decimal(19, 0)',
            ) }}
        else
            {{ ratio_of_integers(
                numerator, denominator, places, digits,
                'cast({} * 1000000 as hugeint)', 'decimal(38, 0)',
            ) }}
    end
{%- endmacro %}

{% macro postgres__ratio(numerator, denominator, places, digits) -%}
    cast(round(
        cast({{ numerator }} as numeric) / nullif(cast({{ denominator }} as numeric), 0),
        {{ places }}
    ) as decimal({{ digits }}, {{ places }}))
{%- endmacro %}
