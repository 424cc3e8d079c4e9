{# stops the build with the sentences themselves: the model holds one problem a row #}
{% test has_no_problems(model, column_name) %}

{{ config(fail_calc=raised()) }}

select {{ joined_text(column_name, column_name) }} as problem
from {{ model }}
having count(*) > 0

{% endtest %}
