{#
    what an action is worth for a customer and why, in days and money: reads the columns of
    fct_customer_actions and of int_customer_outlooks
#}
{% macro gain_in_words() -%}
    {%- set months = whole_months(setting('return_days')) -%}
    {%- set silence = written('recency_days', 'count', 'day') -%}
    case
        when recency_days is null then 'The day of the last order is not known'
        when days_between_orders is null then 'No rhythm yet, and no order for ' || {{ silence }}
        else
            'Orders every ' || {{ written('greatest(days_between_orders, 1)', 'count', 'day') }}
            || ', silent for ' || {{ silence }}
    end || case
        when available_on > as_of_date
            then ': left alone until ' || cast(available_on as {{ dbt.type_string() }}) || '.'
        when not is_at_risk then ': not late.'
        when return_rate is null then '. Not enough history to say how many come back.'
        when success_rate is null then '. Nothing is known of what the action adds.'
        else
            '. Of ' || {{ written('customers_alike', 'count', 'customer') }}
            || ' as late and as large, ' || {{ written('return_rate', 'percent') }}
            || ' came back by themselves within {{ months }} months. Acting '
            || case when is_success_measured then 'was measured' else 'is assumed' end
            || ' to add ' || {{ written('added_probability', 'percent') }} || ' of '
            || {{ written('expected_value', 'hundredths') }} || ', for '
            || {{ written('cost', 'hundredths') }} || '.'
    end
{%- endmacro %}
