{# stops the build with a sentence for each constraint of a mart's contract that its rows break #}
{% test keeps_its_contract(model) %}

{{ config(fail_calc=raised()) }}

{{ contract_violations(model) }}

{% endtest %}
