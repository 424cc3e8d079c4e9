{#
    whether an accepted line counts: by its status, by the refund policy, and by the window; who has
    only refunds is another question, which takes all lines of a customer
#}
{% macro is_counted(lines, as_of_dates) -%}
    {{ has_counted_status(lines) }}
    and {{ in_window(lines, as_of_dates) }}
{%- endmacro %}
