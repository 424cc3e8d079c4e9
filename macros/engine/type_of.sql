{# the SQL type of a kind of value #}
{% macro type_of(kind) -%}
    {%- if kind in ['float', 'moment'] -%}
        {{ return(adapter.dispatch('_type_of', 'customer_segmentation')(kind)) }}
    {%- endif -%}
    {%- set digits, places = {
        'money': (18, setting('amount_decimals')),
        'price': (18, 4),
        'quantity': (18, 3),
        'bound': (28, 6),
    }[kind] -%}
    {{ return('decimal(' ~ digits ~ ', ' ~ places ~ ')') }}
{%- endmacro %}

{# dbt.type_float() is 32 bits on Spark, and PostgreSQL knows no `double` #}
{% macro default___type_of(kind) -%}
    {{ return({'float': 'double', 'moment': 'timestamp with time zone'}[kind]) }}
{%- endmacro %}

{% macro postgres___type_of(kind) -%}
    {{ return({'float': 'double precision', 'moment': 'timestamp with time zone'}[kind]) }}
{%- endmacro %}

{% macro spark___type_of(kind) -%}
    {{ return({'float': 'double', 'moment': 'timestamp'}[kind]) }}
{%- endmacro %}
