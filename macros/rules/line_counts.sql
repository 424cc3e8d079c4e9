{#
    whether an accepted line counts: by its status, by the refund policy, and by the window; who has
    only refunds is another question, which takes all lines of a customer
#}
{% macro line_counts(lines, as_of_dates) -%}
    {%- for status in setting('excluded_order_statuses') or [] %}
    coalesce({{ lines }}.order_status, '') <> {{ text_literal(status | string | lower | trim) }} and
    {%- endfor %}
    {% if setting('refund_policy') == 'drop' -%}
    {{ lines }}.line_amount >= 0 and
    {%- endif %}
    {{ lines }}.ordered_on >= {{ as_of_dates }}.window_starts_on
    and {{ lines }}.ordered_on <= {{ as_of_dates }}.as_of_date
{%- endmacro %}
