{#
    every order line that this run has read, as the text of a query in brackets; nothing if it has
    not. Raw values are there of rejected lines
#}
{% macro lines_read(results) -%}
    {%- set accepted = table_of('int_order_lines', results) -%}
    {%- set suspects = table_of('int_suspect_lines', results) -%}
    {%- if not accepted or not suspects -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set columns = inputs()['order_lines'].columns -%}
    {%- set text = dbt.type_string() -%}
    {%- set query -%}
    (
        select
            {% for column in columns -%}
            cast(null as {{ text }}) as raw_{{ column }},
            {% endfor -%}
            cast(null as {{ text }}) as rejection_reason,
            line_amount
        from {{ accepted }}
        union all
        select
            {% for column in columns -%}
            raw_{{ column }},
            {% endfor -%}
            rejection_reason,
            line_amount
        from {{ suspects }}
        where rejection_reason is not null
    )
    {%- endset -%}
    {{ return(query) }}
{%- endmacro %}
