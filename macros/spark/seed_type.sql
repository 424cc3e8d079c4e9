{# type of a seed's column on Spark: the one that is configured, else the one of its values #}
{% macro seed_type(model, agate_table, position) -%}
    {%- set given = model.config.get('column_types', {}).get(
        agate_table.column_names[position], adapter.convert_type(agate_table, position)
    ) -%}
    {{ return(dbt.type_string() if given | lower in ['varchar', 'text'] else given) }}
{%- endmacro %}
