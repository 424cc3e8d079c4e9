{# stops the build with a sentence where two rows of a model have one value, or a row has none #}
{% test is_key(model, column_name) %}

{{ config(fail_calc=raised()) }}

select
    '{{ model.identifier }}: ' || cast(count({{ column_name }}) as {{ dbt.type_string() }})
    || ' keys ({{ column_name }}) are not unique and '
    || cast(sum(case when {{ column_name }} is null then copies else 0 end) as {{
        dbt.type_string()
    }}) || ' rows have none.' as problem
from (
    select
        {{ column_name }},
        count(*) as copies
    from {{ model }}
    group by {{ column_name }}
) as keys
where
    copies > 1
    or {{ column_name }} is null
having count(*) > 0

{% endtest %}
