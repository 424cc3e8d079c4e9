{#
    through logarithms, bounded so that no engine over- or underflows; nobody leaves before a
    repeat purchase
#}
{% macro log_odds_gone(r, alpha, a, b, frequency, recency, age) -%}
    case
        when {{ frequency }} > 0
            then least(greatest(
                ln({{ a }} / ({{ b }} + {{ frequency }} - 1))
                + ({{ r }} + {{ frequency }})
                * (ln({{ alpha }} + {{ age }}) - ln({{ alpha }} + {{ recency }})),
                -600
            ), 600)
        else -600
    end
{%- endmacro %}
