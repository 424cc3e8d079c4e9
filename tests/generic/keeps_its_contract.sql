{#
    stops the build with a sentence for each constraint of the mart's contract, and for each foreign
    key, that its rows break. The test is called assert_<mart>_keeps_its_contract: by `model` dbt
    may mean a model of that name in the project that installs the package, and its own name is all
    that a test knows while dbt parses. A foreign key has `to`, the name of a mart, and `columns`,
    where its primary key stands
#}
{% test keeps_its_contract(model, foreign_keys=[], arguments={}) %}

{{ config(fail_calc=raised()) }}

{#- some versions of dbt unpack `arguments`, some do only if a flag says so -#}
{{ contract_violations(foreign_keys or arguments.get('foreign_keys', [])) }}

{% endtest %}
