{# a number of 64 bits, the same for equal values; what is missing counts as a value #}
{% macro hash_of(expressions) -%}
    {{ return(adapter.dispatch('hash_of', 'customer_segmentation')(expressions)) }}
{%- endmacro %}

{% macro default__hash_of(expressions) -%}
    hash({{ expressions | join(', ') }})
{%- endmacro %}

{% macro postgres__hash_of(expressions) -%}
    hashtextextended(cast(row({{ expressions | join(', ') }}) as text), 0)
{%- endmacro %}

{# skips what is missing, so that it would not matter which of two columns is #}
{% macro spark__hash_of(expressions) -%}
    xxhash64(
    {%- for expression in expressions -%}
    {{ expression }}, ({{ expression }}) is null{% if not loop.last %}, {% endif %}
    {%- endfor -%}
    )
{%- endmacro %}
