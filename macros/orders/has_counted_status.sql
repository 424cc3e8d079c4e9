{# whether an accepted line counts by its status and by the refund policy, whatever its day #}
{% macro has_counted_status(lines) -%}
    {%- for status in setting('excluded_order_statuses') or [] %}
    coalesce({{ lines }}.order_status, '') <> {{ text_literal(status | string | lower | trim) }} and
    {%- endfor %}
    {{ (lines ~ '.line_amount >= 0') if setting('refund_policy') == 'drop' else 'true' }}
{%- endmacro %}
