{# the bits of periods are those of int_periods_compared #}
{% macro buyer_status(bought_in, periods) -%}
    {%- set before = '(' ~ bought_in ~ ' & ' ~ periods ~ '.before_bit) > 0' -%}
    {%- set after = '(' ~ bought_in ~ ' & ' ~ periods ~ '.after_bit) > 0' -%}
    case
        when {{ before }} and {{ after }} then 'kept'
        when {{ before }} then 'lost'
        when {{ after }} then 'won'
        else 'none'
    end
{%- endmacro %}
