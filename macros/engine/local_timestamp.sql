{% macro local_timestamp(column) -%}
    {{ return(adapter.dispatch('local_timestamp', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__local_timestamp(column) -%}
    {%- set zone = setting('time_zone') -%}
    {%- set text = clean_text(column) -%}
    {%- set day = '[0-9]{4}-[0-9]{2}-[0-9]{2}' -%}
    {%- set clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?' -%}
    {%- set offset = '(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)' -%}
    case
        when typeof({{ column }}) = 'TIMESTAMP WITH TIME ZONE'
            then timezone('{{ zone }}', try_cast({{ column }} as timestamp with time zone))
        when typeof({{ column }}) <> 'VARCHAR'
            then try_cast({{ column }} as timestamp)
        when regexp_full_match({{ text }}, '{{ day }}([T ]{{ clock }})?')
            then try_cast({{ text }} as timestamp)
        when regexp_full_match({{ text }}, '{{ day }}[T ]{{ clock }}{{ offset }}')
            {#- DuckDB reads an offset only behind seconds #}
            then timezone('{{ zone }}', try_cast(
                regexp_replace({{ text }}, '^(.{16})([Z+-])', '\1:00\2') as timestamp with time zone
            ))
    end
{%- endmacro %}
