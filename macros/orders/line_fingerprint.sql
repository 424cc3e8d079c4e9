{#
    what an accepted order line adds to its order, as one number, and the version of the project
    that adds it up
#}
{% macro line_fingerprint() -%}
    {{ hash_of([
        text_literal(package_version()),
        'customer_id', 'order_id', 'ordered_on', 'quantity', 'unit_price', 'line_amount',
    ]) }}
{%- endmacro %}
