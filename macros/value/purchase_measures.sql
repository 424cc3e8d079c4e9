{#
    what the likelihood of one row and its slopes are made of; shares of r, alpha, a and b in what
    they are added to
#}
{% macro purchase_measures() -%}
    ln(points.alpha + terms.age) as log_age,
    ln(points.alpha + terms.recency) as log_recency,
    {{ log_odds_gone(
        'points.r', 'points.alpha', 'points.a', 'points.b',
        'terms.frequency', 'terms.chances', 'terms.recency', 'terms.age',
    ) }} as log_odds,
    points.alpha / (points.alpha + terms.age) as age_part,
    points.alpha / (points.alpha + terms.recency) as recency_part,
    points.r / (points.r + terms.frequency) as r_part,
    points.b / (points.b + terms.frequency) as b_part,
    points.b / (points.b + greatest(terms.chances - 1, 0)) as b_before,
    points.a / (points.a + points.b + terms.frequency) as a_of_both,
    points.b / (points.a + points.b + terms.frequency) as b_of_both
{%- endmacro %}
