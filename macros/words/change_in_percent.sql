{# a change as people say it: `12.3 % more`, `12.3 % less` #}
{% macro change_in_percent(change) -%}
    case
        when {{ change }} = 0 then '0.0 % more'
        else {{ in_percent('abs(' ~ change ~ ')') }}
            || case when {{ change }} > 0 then ' more' else ' less' end
    end
{%- endmacro %}
