{#
    whether an accepted line counts: by its status, by the refund policy, and by the window; who has
    only refunds is another question, which takes all lines of a customer
#}
{% macro line_counts(lines, as_of_dates) -%}
    {{ status_counts(lines) }}
    and {{ in_window(lines, as_of_dates) }}
{%- endmacro %}
