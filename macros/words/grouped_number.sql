{# a number as people write it: `1,234,567.89`; format functions differ from engine to engine #}
{% macro grouped_number(value, places=0) -%}
    {%- set rounded = 'cast(' ~ value ~ ' as decimal(28, ' ~ places ~ '))' -%}
    {%- set text = 'cast(abs(' ~ rounded ~ ') as ' ~ dbt.type_string() ~ ')' -%}
    {%- set digits = text if places == 0 else 'split_part(' ~ text ~ ", '.', 1)" -%}
    case when {{ rounded }} < 0 then '-' else '' end || {{ _grouped_digits(digits) }}
    {%- if places > 0 %}
    || '.' || split_part({{ text }}, '.', 2)
    {%- endif %}
{%- endmacro %}

{# from behind, so that the groups of three start at the end #}
{% macro _grouped_digits(digits) -%}
    {{ return(adapter.dispatch('_grouped_digits', 'customer_segmentation')(digits)) }}
{%- endmacro %}

{% macro default___grouped_digits(digits) -%}
    ltrim(reverse(regexp_replace(reverse({{ digits }}), '([0-9]{3})', '\1,', 'g')), ',')
{%- endmacro %}

{% macro spark___grouped_digits(digits) -%}
    ltrim(',', reverse(regexp_replace(reverse({{ digits }}), '([0-9]{3})', '$1,')))
{%- endmacro %}
