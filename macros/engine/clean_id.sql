{# an id as text; a whole number that went through a type with a fraction is written without one #}
{% macro clean_id(column) -%}
    {{ return(adapter.dispatch('clean_id', 'customer_segmentation')(column)) }}
{%- endmacro %}

{# what is no number (NaN) is how a table of numbers writes a missing id #}
{% macro default__clean_id(column) -%}
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
{% macro postgres__clean_id(column) -%}
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

{% macro spark__clean_id(column) -%}
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
