{#
    the cases whose answer is not the expected one, as a row each: of each family its name, an
    expression for what was asked, and the relation that has `expected` and `actual`
#}
{% macro failed_cases(families) -%}
    {%- set text = dbt.type_string() -%}
    {%- for tested, input, cases in families %}
    select
        '{{ tested }}' as tested,
        cast({{ input }} as {{ text }}) as input,
        cast(expected as {{ text }}) as expected,
        cast(actual as {{ text }}) as got
    from {{ cases }}
    where actual is distinct from expected
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
