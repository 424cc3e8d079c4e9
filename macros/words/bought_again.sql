{# a repeat rate as a sentence without its full stop; nobody says 0.0 % or 100.0 % of them #}
{% macro bought_again(rate, is_begun=false) -%}
    case
        when {{ rate }} = 0 then '{{ "no" if is_begun else "No" }} customer has'
        when {{ rate }} = 1 then '{{ "every" if is_begun else "Every" }} customer has'
        else {{ in_percent(rate) }} || ' of the customers have'
    end || ' bought more than once'
{%- endmacro %}
