{# stops the build with the sentences themselves: the model holds one problem a row #}
{% test has_no_problems(model, column_name) %}

{{ config(fail_calc="count(" ~ raise_sentence('problems') ~ ")") }}

select {{ joined_text(column_name, column_name) }} as problems
from {{ model }}
having count(*) > 0

{% endtest %}
