{# a series of one of the smoothing methods after all of the numbers: see smoothing_step #}
{% macro smoothed(numbers, start) -%}
    case method
        when 'smoothing_multiplicative'
            then {{ folded(numbers, start, smoothing_step(is_multiplicative=true)) }}
        else {{ folded(numbers, start, smoothing_step(is_multiplicative=false)) }}
    end
{%- endmacro %}
