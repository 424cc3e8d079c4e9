{# the bits of periods are those of int_periods_compared #}
{% macro buyer_status(bought_in, periods) -%}
    case
        when ({{ bought_in }} & {{ periods }}.before_bit) > 0
            then case when ({{ bought_in }} & {{ periods }}.after_bit) > 0 then 'kept' else 'lost' end
        when ({{ bought_in }} & {{ periods }}.after_bit) > 0 then 'won'
        else 'none'
    end
{%- endmacro %}
