{% macro ratio(numerator, denominator, places=6, digits=18) -%}
    {{ return(adapter.dispatch('ratio', 'customer_segmentation')(
        numerator, denominator, places, digits
    )) }}
{%- endmacro %}

{#
    decimal / decimal is a double in DuckDB; whole numbers keep the half-way cases exact. They are
    slow to divide: up to 10^15, where a double misses by less than one, it is put right instead
#}
{% macro default__ratio(numerator, denominator, places, digits) -%}
    {%- set top = 'abs(cast(' ~ numerator ~ ' as decimal(38, 6)))' -%}
    {%- set bottom = 'abs(cast(' ~ denominator ~ ' as decimal(38, 6)))' -%}
    {%- set sign = 'sign(' ~ numerator ~ ') * sign(' ~ denominator ~ ')' -%}
    {%- set unit = '%.*f' | format(places, 10 ** -places) -%}
    {%- set doubled = (2 * 10 ** places) ~ ' * ' ~ top ~ ' + ' ~ bottom -%}
    {%- set near -%}
        cast(floor(
            {{ 10 ** places }} * cast({{ top }} as double) / cast({{ bottom }} as double) + 0.5
        ) as bigint)
    {%- endset -%}
    {%- set left_over = doubled ~ ' - ' ~ near ~ ' * 2 * ' ~ bottom -%}
    case
        when
            {{ 10 ** places }} * cast({{ top }} as double) < 1e15 * cast({{ bottom }} as double)
            then cast(
                {{ sign }} * cast(
                    {{ near }}
                    + case
                        when {{ left_over }} < 0 then -1
                        when {{ left_over }} >= 2 * {{ bottom }} then 1
                        else 0
                    end as decimal(19, 0)
                ) * {{ unit }} as decimal({{ digits }}, {{ places }})
            )
        else
            cast(
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
    cast(
        sign({{ top }}) * sign({{ bottom }}) * div(
            {{ 2 * 10 ** places }} * abs({{ top }}) + abs({{ bottom }}),
            nullif(2 * abs({{ bottom }}), 0)
        ) * {{ '%.*f' | format(places, 10 ** -places) }} as decimal({{ digits }}, {{ places }})
    )
{%- endmacro %}

{# a whole quotient is a bigint there: what is before the point is one, and what is behind it #}
{% macro spark__ratio(numerator, denominator, places, digits) -%}
    {%- set top = 'abs(cast(' ~ numerator ~ ' as decimal(38, 6)))' -%}
    {%- set bottom = 'nullif(abs(cast(' ~ denominator ~ ' as decimal(38, 6))), 0)' -%}
    {%- set whole = 'cast((' ~ top ~ ' div ' ~ bottom ~ ') as decimal(19, 0))' -%}
    cast(
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
