{#
    through logarithms, bounded so that no engine over- or underflows; nobody leaves who had no
    chance to
#}
{% macro log_odds_gone(r, alpha, a, b, frequency, chances, recency, age) -%}
    case
        when {{ chances }} > 0
            then least(greatest(
                ln({{ a }} / ({{ b }} + {{ chances }} - 1))
                + ({{ r }} + {{ frequency }})
                * (ln({{ alpha }} + {{ age }}) - ln({{ alpha }} + {{ recency }})),
                -600
            ), 600)
        else -600
    end
{%- endmacro %}
