{#
    what came of an action, for people: a difference is claimed only where the interval has no zero
    in it, and always with what it doesn't show. Reads columns of fct_action_outcomes
#}
{% macro outcome_in_words() -%}
    case
        when done = 0 then 'Not done yet.'
        when reviewed = 0 then 'No review is over yet.'
        when compared_customers is null then 'Nobody is known who was alike and left alone.'
        when difference_low is null
            then
                'Not enough to tell: ' || {{ written('compared_customers', 'count', 'customer') }}
                || ' beside ' || {{ written('alike_customers', 'count') }} || ' alike.'
        else
            case
                when difference_low > 0 then 'More came back: '
                when difference_high < 0 then 'Fewer came back: '
                else 'As many came back, as far as can be told: '
            end || {{ written('compared_rate', 'percent') }} || ' of '
            || {{ written('compared_customers', 'count', 'customer') }} || ', and '
            || {{ written('alike_rate', 'percent') }} || ' of '
            || {{ written('alike_customers', 'count') }}
            || ' alike who were left alone; 95 % interval of the difference '
            || {{ written('100 * difference_low', 'tenths') }} || ' to '
            || {{ written('100 * difference_high', 'tenths') }} || ' points.'
    end || ' No lot was drawn: who was chosen may differ from who was not.'
{%- endmacro %}
