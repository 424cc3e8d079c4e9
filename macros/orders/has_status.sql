{# whether an order line has one of these statuses; a line without status has none of them #}
{% macro has_status(lines, statuses) -%}
    {%- set texts = [] -%}
    {%- for status in statuses or [] -%}
        {%- do texts.append(text_literal(status | string | lower | trim)) -%}
    {%- endfor -%}
    {%- if texts -%}
    coalesce({{ lines }}.order_status, '') in ({{ texts | join(', ') }})
    {%- else -%}
    false
    {%- endif -%}
{%- endmacro %}
