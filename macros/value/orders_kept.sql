{# near zero the series, since the difference of two numbers near one has few digits left #}
{% macro orders_kept(v, shape, stays) -%}
    case
        when {{ v }} * ({{ shape }} + 2) < 0.0001
            then 1 - ({{ shape }} + 1) * {{ v }} / 2
                * (1 - ({{ shape }} + 2) * {{ v }} / 3 * (1 - ({{ shape }} + 3) * {{ v }} / 4))
        else (1 - {{ stays }}) / ({{ shape }} * {{ v }})
    end
{%- endmacro %}
