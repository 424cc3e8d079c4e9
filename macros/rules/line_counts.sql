{% macro line_counts(lines) -%}
    {%- set excluded = setting('excluded_order_statuses') or [] -%}
    {%- for status in excluded %}
    coalesce({{ lines }}.order_status, '') <> {{ text_literal(status | string | lower | trim) }} and
    {%- endfor %}
    {% if setting('refund_policy') == 'drop' -%}
    {{ lines }}.line_amount >= 0
    {%- else -%}
    {{ lines }}.line_amount is not null
    {%- endif %}
{%- endmacro %}
