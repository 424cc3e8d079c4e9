{#
    stops the build with a sentence where two rows have the same values in `columns`, or a value is
    missing there or in one of the columns that are `never_null`
#}
{% test has_key(model, columns, never_null=[]) %}

{{ config(fail_calc=raised()) }}
{%- set needed = columns + never_null %}

select
    '{{ model.identifier }}: '
    || cast(count(case when copies > 1 then 1 end) as {{ dbt.type_string() }})
    || ' keys ({{ columns | join(", ") }}) are not unique and '
    || cast(sum(incomplete_rows) as {{ dbt.type_string() }})
    || ' rows have a null in {{ needed | join(" or ") }}.' as problem
from (
    select
        count(*) as copies,
        count(case when {{ needed | join(' is null or ') }} is null then 1 end) as incomplete_rows
    from {{ model }}
    group by {{ columns | join(', ') }}
) as keys
having count(case when copies > 1 then 1 end) + sum(incomplete_rows) > 0

{% endtest %}
