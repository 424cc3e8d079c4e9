{# rounded down, never up: 1 is said only where nothing failed #}
{% macro pass_rate(checked, failed) -%}
    case
        when {{ checked }} = 0 then null
        when {{ failed }} >= {{ checked }} then 0
        else cast(
            cast(
                {{ integer_divide(
                    '1000000 * (' ~ checked ~ ' - ' ~ failed ~ ')', checked
                ) }} as decimal(12, 0)
            ) * 0.000001 as decimal(18, 6)
        )
    end
{%- endmacro %}
