{#
    what a driver did to revenue, in one sentence: reads the columns of fct_revenue_changes. The
    member is not named, so that nobody is who is an account manager
#}
{% macro effect_in_words() -%}
    {%- set customers = written('customers', 'count', 'customer') -%}
    {%- set instead = "{} instead of {}" -%}
    case driver
        when 'customers_won' then
            {{ customers }} || ' bought who had not in the earlier period'
        when 'customers_lost' then
            {{ customers }} || ' bought nothing any more'
        when 'orders_per_customer' then
            {{ customers }} || ' bought in both periods, with ' || {{ _measures() }}
            || ' orders each'
        when 'units_per_order' then
            'Their orders had ' || {{ _measures() }} || ' units'
        when 'price' then
            'What they bought in both periods cost ' || {{ _measures() }} || ' a unit'
        when 'product_mix' then
            'They chose products worth ' || {{ _measures() }} || ' a unit at the same prices'
        when 'price_or_mix' then
            'A unit without a product cost ' || {{ _measures() }}
            || ', be it for its price or for what it was'
        when 'order_value' then
            'Their orders were worth ' || {{ _measures() }}
            || ' each; not all units are known, which would tell prices from amounts'
        when 'refunds' then 'Refunds were ' || {{ _measures() }}
    end || case
        when effect = 0 then ': no change.'
        else
            ': ' || {{ written('abs(effect)', 'hundredths') }}
            || case when effect < 0 then ' less.' else ' more.' end
    end
{%- endmacro %}

{# `1.60 instead of 1.80` #}
{% macro _measures() -%}
    {{ written('measure_after', 'hundredths') }} || ' instead of '
    || {{ written('measure_before', 'hundredths') }}
{%- endmacro %}
