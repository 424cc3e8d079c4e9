{# what the likelihood of one row and its slopes are made of: the odds of being gone, and logarithms #}
{% macro bg_nbd_measures() -%}
    {%- set log_age = 'ln(points.alpha + terms.age)' -%}
    {%- set log_recency = 'ln(points.alpha + terms.recency)' -%}
    {{ log_age }} as log_age,
    {{ log_recency }} as log_recency,
    case
        when terms.frequency > 0
            then least(greatest(
                ln(points.a / (points.b + terms.frequency - 1))
                + (points.r + terms.frequency) * ({{ log_age }} - {{ log_recency }}),
                -600
            ), 600)
        else -600
    end as log_odds,
    points.alpha / (points.alpha + terms.age) as age_part,
    points.alpha / (points.alpha + terms.recency) as recency_part,
    points.r / (points.r + terms.frequency) as r_part,
    points.b / (points.b + terms.frequency) as b_part,
    points.b / (points.b + greatest(terms.frequency - 1, 0)) as b_before,
    points.a / (points.a + points.b + terms.frequency) as a_of_both,
    points.b / (points.a + points.b + terms.frequency) as b_of_both
{%- endmacro %}
