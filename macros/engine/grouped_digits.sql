{# from behind, so that the groups of three start at the end #}
{% macro grouped_digits(digits) -%}
    {{ return(adapter.dispatch('grouped_digits', 'customer_segmentation')(digits)) }}
{%- endmacro %}

{% macro default__grouped_digits(digits) -%}
    ltrim(reverse(regexp_replace(reverse({{ digits }}), '([0-9]{3})', '\1,', 'g')), ',')
{%- endmacro %}

{% macro spark__grouped_digits(digits) -%}
    ltrim(',', reverse(regexp_replace(reverse({{ digits }}), '([0-9]{3})', '$1,')))
{%- endmacro %}
