{#
    near each other, logarithms would lose their last digits in the difference: there half the
    logarithm of the ratio is the series of the area tangent, whose terms have one sign
#}
{% macro log_mean(amount, other_amount) -%}
    {%- set z -%}
        (({{ amount }} - {{ other_amount }}) / ({{ amount }} + {{ other_amount }}))
    {%- endset -%}
    {%- set squared = z ~ ' * ' ~ z -%}
    case
        when {{ amount }} <= 0 or {{ other_amount }} <= 0 then 0
        when abs({{ z }}) < 0.1
            then ({{ amount }} + {{ other_amount }}) / 2 / (1
                {%- for divisor in range(3, 12, 2) %} + {{ squared }} * ({{ 1 / divisor }}
                {%- endfor -%}
                {{ ')' * 6 }}
        else ({{ amount }} - {{ other_amount }}) / (ln({{ amount }}) - ln({{ other_amount }}))
    end
{%- endmacro %}
