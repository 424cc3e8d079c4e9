{% macro contract_query(mart, relation, constraint, columns) -%}
    {%- set names = columns | join(', ') -%}
    {%- set counted = "cast(count(*) as " ~ dbt.type_string() ~ ")" -%}
    {%- if constraint.type == 'not_null' -%}
    select '{{ mart }}: {{ names }} is null in ' || {{ counted }} || ' rows.' as problem
    from {{ relation }}
    where {{ names }} is null
    having count(*) > 0
    {%- elif constraint.type == 'primary_key' -%}
    select '{{ mart }}: ' || {{ counted }} || ' keys ({{ names }}) are not unique.' as problem
    from (
        select {{ names }} from {{ relation }} group by {{ names }} having count(*) > 1
    ) as copies
    having count(*) > 0
    {%- elif constraint.type == 'foreign_key' -%}
    select
        '{{ mart }}: ' || {{ counted }}
        || ' rows have a ({{ names }}) that {{ constraint.to }} lacks.' as problem
    from {{ relation }} as child
    left join {{ ref('customer_segmentation', constraint.to) }} as parent
        on
            {% for column in columns -%}
            child.{{ column }} = parent.{{ constraint.to_columns[loop.index0] }}
            {{- ' and' if not loop.last }}
            {% endfor %}
    where
        parent.{{ constraint.to_columns[0] }} is null
        {%- for column in columns %}
        and child.{{ column }} is not null
        {%- endfor %}
    having count(*) > 0
    {%- else -%}
    select
        '{{ mart }}: ' || {{ counted }} || ' rows break the check '
        || {{ text_literal(constraint.expression) }} || '.' as problem
    from {{ relation }}
    where not ({{ constraint.expression }})
    having count(*) > 0
    {%- endif -%}
{%- endmacro %}
