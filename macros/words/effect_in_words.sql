{#
    what a driver did to revenue, in one sentence: reads the columns of fct_revenue_changes. The
    member is not named, so that nobody is who is an account manager
#}
{% macro effect_in_words() -%}
    case driver
        when 'customers_won'
            then {{ written('customers_won', 'count', 'customer') }}
            || ' bought who had not in the earlier period'
        when 'customers_lost'
            then {{ written('customers_lost', 'count', 'customer') }}
            || ' of the earlier period bought nothing in the later one'
        when 'orders_per_customer'
            then {{ written('customers_kept', 'count', 'customer') }}
            || ' bought in both periods, with ' || {{ _instead() }} || ' orders each'
        when 'units_per_order'
            then 'Their orders had ' || {{ _instead() }} || ' units'
        when 'price'
            then 'What they bought in both periods cost ' || {{ _instead() }} || ' a unit'
        when 'product_mix'
            then 'They chose products worth ' || {{ _instead() }} || ' a unit at the same prices'
        when 'price_or_mix'
            then 'A unit without a product cost ' || {{ _instead() }}
            || ', be it for its price or for what it was'
        when 'order_value'
            then 'Their orders were worth ' || {{ _instead() }}
            || ' each; not all units are known, which would tell prices from amounts'
        when 'refunds'
            then 'Refunds were ' || {{ _instead() }}
    end || case
        when effect = 0 then ': no change.'
        else
            ': ' || {{ written('abs(effect)', 'hundredths') }}
            || case when effect < 0 then ' less.' else ' more.' end
    end
{%- endmacro %}

{# `1.60 instead of 1.80` #}
{% macro _instead() -%}
    {{ written('measure_after', 'hundredths') }} || ' instead of '
    || {{ written('measure_before', 'hundredths') }}
{%- endmacro %}
