{% macro leaving_chances(model, frequency) -%}
    case {{ model }}
        when 'mbg_nbd' then {{ frequency }} + 1
        when 'bg_nbd' then {{ frequency }}
        else 0
    end
{%- endmacro %}
