{% macro ratio(numerator, denominator, places=6, digits=18) -%}
    {{ return(adapter.dispatch('ratio', 'customer_segmentation')(
        numerator, denominator, places, digits
    )) }}
{%- endmacro %}

{#
    decimal / decimal is a double in DuckDB; whole numbers keep the half-way cases exact, but are
    slow to divide. Below 10^11 a double misses by less than 0.0001: it is right unless it is that
    near to where it would be rounded to another number. 11 digits and six places fit in 64 bits
#}
{% macro default__ratio(numerator, denominator, places, digits) -%}
    {%- set top = 'abs(cast(' ~ numerator ~ ' as decimal(38, 6)))' -%}
    {%- set bottom = 'abs(cast(' ~ denominator ~ ' as decimal(38, 6)))' -%}
    {%- set sign = 'sign(' ~ numerator ~ ') * sign(' ~ denominator ~ ')' -%}
    {%- set unit = '%.*f' | format(places, 10 ** -places) -%}
    {%- set quotient -%}
        (cast({{ numerator }} as double) / cast({{ denominator }} as double) * {{ 10 ** places }})
    {%- endset -%}
    case
        when
            abs({{ quotient }}) < 99999999999
            and abs(abs({{ quotient }}) - floor(abs({{ quotient }})) - 0.5) > 0.0001
            then cast(
                cast(cast(round({{ quotient }}) as bigint) as decimal(11, 0)) * {{ unit }}
                as decimal({{ digits }}, {{ places }})
            )
        else
            try_cast(
                {{ sign }} * cast(
                    (
                        {{ 2 * 10 ** places }} * cast({{ top }} * 1000000 as hugeint)
                        + cast({{ bottom }} * 1000000 as hugeint)
                    ) // nullif(2 * cast({{ bottom }} * 1000000 as hugeint), 0) as decimal(38, 0)
                ) * {{ unit }} as decimal({{ digits }}, {{ places }})
            )
    end
{%- endmacro %}

{# numeric divides to as many digits as it sees fit, but whole quotients to the last one #}
{% macro postgres__ratio(numerator, denominator, places, digits) -%}
    {%- set top = 'cast(' ~ numerator ~ ' as decimal(38, 6))' -%}
    {%- set bottom = 'cast(' ~ denominator ~ ' as decimal(38, 6))' -%}
    {%- set doubled = '(' ~ 2 * 10 ** places ~ ' * abs(' ~ top ~ ') + abs(' ~ bottom ~ '))' -%}
    case
        when {{ doubled }} < {{ 2 * 10 ** digits }} * abs({{ bottom }})
            then cast(
                sign({{ top }}) * sign({{ bottom }})
                * div({{ doubled }}, nullif(2 * abs({{ bottom }}), 0))
                * {{ '%.*f' | format(places, 10 ** -places) }}
                as decimal({{ digits }}, {{ places }})
            )
    end
{%- endmacro %}

{# a whole quotient is a bigint there: what is before the point is one, and what is behind it #}
{% macro spark__ratio(numerator, denominator, places, digits) -%}
    {%- set top = 'abs(cast(' ~ numerator ~ ' as decimal(38, 6)))' -%}
    {%- set bottom = 'nullif(abs(cast(' ~ denominator ~ ' as decimal(38, 6))), 0)' -%}
    {%- set whole = 'cast((' ~ top ~ ' div ' ~ bottom ~ ') as decimal(19, 0))' -%}
    try_cast(
        cast(sign({{ numerator }}) * sign({{ denominator }}) as integer) * (
            {{ whole }}
            + cast(
                (
                    (
                        {{ 2 * 10 ** places }} * ({{ top }} - {{ whole }} * {{ bottom }})
                        + {{ bottom }}
                    ) div (2 * {{ bottom }})
                ) as decimal(19, 0)
            ) * {{ '%.*f' | format(places, 10 ** -places) }}
        ) as decimal({{ digits }}, {{ places }})
    )
{%- endmacro %}
