{# fails for every row where the expression is false; as in a check constraint, null passes #}
{% test holds_everywhere(model, expression) %}

select *
from {{ model }}
where not ({{ expression }})

{% endtest %}
