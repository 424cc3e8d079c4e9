{# why a customer declines, in a sentence: reads the columns of fct_customer_decline_causes #}
{% macro cause_in_words() -%}
    case cause
        when 'service'
            then {{ written('orders_gone_wrong', 'count', 'order') }}
                || ' were sent back, disputed or cancelled since the '
                || case last_purchases when 5 then 'fifth last' else 'first' end || ' purchase.'
        when 'price'
            then 'The last three purchases cost ' || {{ written('price_change', 'percent') }}
                || ' more than those before, compared with what others paid.'
        when 'range'
            then 'Bought elsewhere, it seems: ' || product_lines_given_up || '. '
                || 'The last ' || {{ written('purchases_since', 'count') }}
                || ' purchases were without.'
        when 'season'
            then 'Others order less too: '
                || case when peer_country is null then '' else 'in ' || peer_country || ' ' end
                || {{ written('peers_fall', 'percent') }} || ' fewer purchases than a year ago.'
        when 'rhythm'
            then case
                when days_between_orders is null
                    then 'No order for ' || {{ written('recency_days', 'count', 'day') }}
                else
                    'Orders every '
                    || {{ written('greatest(days_between_orders, 1)', 'count', 'day') }}
                    || ', silent for ' || {{ written('recency_days', 'count', 'day') }}
            end || '; nothing else has changed.'
        else
            'No cause seen: prices, range, service and the other customers are as they were.'
    end
{%- endmacro %}
