{#
    whether an accepted line counts: by its status and by the refund policy, whatever its day, and
    by the window if there is one; who has only refunds is another question, which takes all lines
    of a customer
#}
{% macro is_counted(lines, as_of_dates=none) -%}
    not {{ has_status(lines, setting('excluded_order_statuses')) }}
    and {{ (lines ~ '.line_amount >= 0') if setting('refund_policy') == 'drop' else 'true' }}
    {%- if as_of_dates %}
    and {{ in_window(lines, as_of_dates) }}
    {%- endif %}
{%- endmacro %}
