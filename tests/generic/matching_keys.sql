{# dbt's relationships for keys of several columns: fails for every row that has no parent #}
{% test matching_keys(model, columns, to, to_columns) %}

select child.*
from {{ model }} as child
left join {{ to }} as parent
    on
        {% for column in columns -%}
        child.{{ column }} = parent.{{ to_columns[loop.index0] }}{{ ' and' if not loop.last }}
        {% endfor %}
where
    parent.{{ to_columns[0] }} is null
    {%- for column in columns %}
    and child.{{ column }} is not null
    {%- endfor %}

{% endtest %}
