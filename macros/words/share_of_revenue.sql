{#
    what a part of the company has of its revenue: `54.7 % of the revenue`. A part whose refunds
    exceed its sales has no share
#}
{% macro share_of_revenue(revenue, share, positive_revenue, all_revenue) -%}
    case
        when {{ revenue }} < 0 then 'more refunds than sales'
        when {{ share }} is null then 'no revenue'
        else {{ in_percent(share) }} || {{ of_revenue(positive_revenue, all_revenue) }}
    end
{%- endmacro %}
