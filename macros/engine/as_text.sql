{# a column of any type as text that sorts by code points #}
{% macro as_text(column) -%}
    {{ return(adapter.dispatch('as_text', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__as_text(column) -%}
    cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro %}

{#
    a database sorts by the rules of a language otherwise; what is made of this text sorts alike. A
    whole floating-point number has its .0 on the other engines, e.g. in ids that went through one
#}
{% macro postgres__as_text(column) -%}
    cast(
        case
            when
                pg_typeof({{ column }}) in (
                    cast('real' as regtype), cast('double precision' as regtype)
                )
                and cast({{ column }} as text) ~ '^-?[0-9]+$'
                then cast({{ column }} as text) || '.0'
            else cast({{ column }} as text)
        end as text
    ) collate "C"
{%- endmacro %}

{#
    from ten million on and below a thousandth a floating-point number has an exponent there. It is
    cast by way of its text, which every type has, unlike a number
#}
{% macro spark__as_text(column) -%}
    {%- set text = 'cast(' ~ column ~ ' as string)' -%}
    case
        when
            typeof({{ column }}) in ('double', 'float')
            and abs(cast({{ text }} as double)) >= 0.000001
            and abs(cast({{ text }} as double)) < 1e15
            then regexp_replace(
                cast(cast({{ text }} as decimal(38, 20)) as string), '([.][0-9]+?)0*$', '$1'
            )
        else {{ text }}
    end
{%- endmacro %}
