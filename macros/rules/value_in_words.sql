{# a value with its unit, in the plural unless it is one; `not known` where it is null #}
{% macro value_in_words(metric, value) -%}
    coalesce(
        cast({{ value }} as {{ dbt.type_string() }})
        {%- if metric.unit %}
        || ' {{ metric.unit }}' || case when {{ value }} = 1 then '' else 's' end
        {%- endif %},
        'not known'
    )
{%- endmacro %}
