{# a window over all rows of each group gives the same, in twice the time #}
{% macro lowest_by(value, by) -%}
    {{ return(adapter.dispatch('lowest_by', 'customer_segmentation')(value, by)) }}
{%- endmacro %}

{% macro default__lowest_by(value, by) -%}
    min(struct_pack("by" := {{ by }}, "value" := {{ value }}))."value"
{%- endmacro %}

{% macro postgres__lowest_by(value, by) -%}
    (array_agg({{ value }} order by {{ by }}, {{ value }}))[1]
{%- endmacro %}

{% macro spark__lowest_by(value, by) -%}
    min(named_struct('by', {{ by }}, 'value', {{ value }})).value
{%- endmacro %}
