{# the column that each score is given for, by metric; exact_monetary is not rounded to money #}
{% macro scored_columns() -%}
    {{ return({
        'recency': 'recency_days', 'frequency': 'frequency', 'monetary': 'exact_monetary',
    }) }}
{%- endmacro %}
