{#
    a column of any type as an id, which is a text, a boolean, an integer, or a decimal of a type or
    kind of type_of
#}
{% macro read_as(column, kind) -%}
    {%- if kind == 'id' -%}
        {{ _read_id(column) }}
    {%- elif kind == 'boolean' -%}
        {{ _read_boolean(column) }}
    {%- elif kind == 'integer' -%}
        {{ _read_integer(column) }}
    {%- else -%}
        {{ _read_decimal(column, kind if kind.startswith('decimal(') else type_of(kind)) }}
    {%- endif -%}
{%- endmacro %}

{# a whole number that went through a type with a fraction is written without one #}
{% macro _read_id(column) -%}
    {{ return(adapter.dispatch('_read_id', 'customer_segmentation')(column)) }}
{%- endmacro %}

{# what is no number (NaN) is how a table of numbers writes a missing id #}
{% macro default___read_id(column) -%}
    {%- set number = 'try_cast(' ~ column ~ ' as double)' -%}
    case
        when typeof({{ column }}) in ('DOUBLE', 'FLOAT')
            then case
                when {{ number }} = trunc({{ number }}) and abs({{ number }}) < 1e18
                    then cast(try_cast({{ column }} as bigint) as {{ dbt.type_string() }})
                else nullif({{ clean_text(column) }}, 'nan')
            end
        when typeof({{ column }}) like 'DECIMAL%'
            then regexp_replace({{ clean_text(column) }}, '[.]0+$', '')
        else {{ clean_text(column) }}
    end
{%- endmacro %}

{# what is no number must not come near a cast: constants are cast while a query is planned #}
{% macro postgres___read_id(column) -%}
    {%- set is_number -%}
        pg_typeof({{ column }}) in (
            cast('real' as regtype), cast('double precision' as regtype), cast('numeric' as regtype)
        )
    {%- endset -%}
    case
        when {{ is_number }}
            then cast(trim_scale(cast(
                case when {{ is_number }} then nullif(cast({{ column }} as text), 'NaN') end
                as numeric
            )) as text) collate "C"
        else {{ clean_text(column) }}
    end
{%- endmacro %}

{% macro spark___read_id(column) -%}
    {%- set number = 'cast(cast(' ~ column ~ ' as string) as double)' -%}
    case
        when typeof({{ column }}) in ('double', 'float')
            then case
                when {{ number }} = floor({{ number }}) and abs({{ number }}) < 1e18
                    then cast(cast({{ number }} as bigint) as string)
                else nullif({{ clean_text(column) }}, 'NaN')
            end
        when typeof({{ column }}) like 'decimal%'
            then regexp_replace({{ clean_text(column) }}, '[.]0+$', '')
        else {{ clean_text(column) }}
    end
{%- endmacro %}

{# through text, so that a typed column and a number read as text does #}
{% macro _read_boolean(column) -%}
    {%- set text = in_case('lower', clean_text(column)) -%}
    case
        when {{ text }} in ('true', 't', 'yes', 'y', '1') then true
        when {{ text }} in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}

{# through text, so that 1.5 is no whole number wherever it comes from #}
{% macro _read_integer(column) -%}
    {{ return(adapter.dispatch('_read_integer', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default___read_integer(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when regexp_full_match({{ text }}, '[+-]?[0-9]+([.]0*)?')
            then try_cast({{ text }} as integer)
    end
{%- endmacro %}

{# no engine here that tries a cast: what it would refuse is asked first #}
{% macro postgres___read_integer(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when {{ text }} ~ '^[+-]?[0-9]{1,200}([.]0{0,200})?$'
            then case
                when cast({{ text }} as numeric) between -2147483648 and 2147483647
                    then cast(cast({{ text }} as numeric) as integer)
            end
    end
{%- endmacro %}

{% macro spark___read_integer(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when {{ text }} rlike '^[+-]?[0-9]+([.]0*)?$'
            then try_cast(regexp_extract({{ text }}, '^[+-]?[0-9]+', 0) as integer)
    end
{%- endmacro %}

{% macro _read_decimal(column, type) -%}
    {{ return(adapter.dispatch('_read_decimal', 'customer_segmentation')(column, type)) }}
{%- endmacro %}

{# an allow-list of types: whatever else a column is, its text has to be a number #}
{% macro default___read_decimal(column, type) -%}
    {%- set text = clean_text(column) -%}
    case
        when
            typeof({{ column }}) in (
                'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT',
                'UINTEGER', 'UBIGINT', 'UHUGEINT', 'FLOAT', 'DOUBLE'
            )
            or typeof({{ column }}) like 'DECIMAL%'
            then try_cast({{ column }} as {{ type }})
        when regexp_full_match({{ text }}, '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)')
            then try_cast({{ text }} as {{ type }})
    end
{%- endmacro %}

{#
    PostgreSQL tries no cast: a number is asked whether it fits first. A double is moved up by the
    places before it is rounded, as DuckDB does; its text may have an exponent
#}
{% macro postgres___read_decimal(column, type) -%}
    {%- set digits, places = modules.re.findall('[0-9]+', type) | map('int') -%}
    {%- set text = clean_text(column) -%}
    {%- set number = 'cast(' ~ text ~ ' as numeric)' -%}
    {%- set double = '^-?[0-9]+([.][0-9]+)?(e([+][0-9]{2}|-[0-9]{2,3}))?$' -%}
    {%- set moved = 'cast(' ~ text ~ ' as double precision) * 1e' ~ places -%}
    case
        when pg_typeof({{ column }}) in (
            cast('real' as regtype), cast('double precision' as regtype)
        )
            then case
                when {{ text }} ~ '{{ double }}'
                    then case
                        when abs({{ moved }}) + 0.5 < 1e{{ digits }}
                            then cast(
                                cast(cast(
                                    trunc({{ moved }}) + case
                                        when abs({{ moved }} - trunc({{ moved }})) >= 0.5
                                            then sign({{ moved }})
                                        else 0
                                    end as text
                                ) as numeric) / 1e{{ places }} as {{ type }}
                            )
                    end
            end
        when
            {{ text }} ~ '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$' and length({{ text }}) <= 1000
            then case
                when abs(round({{ number }}, {{ places }})) < 1e{{ digits - places }}
                    then cast({{ number }} as {{ type }})
            end
    end
{%- endmacro %}

{#
    Spark rounds a double by its text: it is moved up by the places first, as DuckDB does. A decimal
    of many places has an exponent as text. What doesn't fit is null
#}
{% macro spark___read_decimal(column, type) -%}
    {%- set places = modules.re.findall('[0-9]+', type)[1] | int -%}
    {%- set text = clean_text(column) -%}
    {%- set moved = 'cast(' ~ column ~ ' as double) * 1e' ~ places -%}
    case
        when typeof({{ column }}) in ('double', 'float')
            then cast(
                cast({{ moved }} as decimal(38, 0))
                * {{ ('%.' ~ places ~ 'f') | format(10 ** -places) }} as {{ type }}
            )
        when typeof({{ column }}) like 'decimal%'
            then cast({{ column }} as {{ type }})
        when {{ text }} rlike '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$'
            then cast({{ text }} as {{ type }})
    end
{%- endmacro %}
