{#
    by how many of its spreads a forecast may be off, in so many of 100 cases, by the squares of
    earlier errors in spreads: those of all horizons, or of the horizons around its own if they are
    larger. Forecasts from neighbouring months share most of their errors: two count as one
#}
{% macro interval_factor(percent, mean_square, mean_square_around, origins) -%}
    {%- set probability = {80: 0.9, 95: 0.975}[percent] -%}
    {%- set degrees = 'greatest(' ~ origins ~ ' / 2.0, 5)' -%}
    sqrt(greatest({{ mean_square }}, {{ mean_square_around }}))
    * {{ t_quantile(probability, degrees) }}
{%- endmacro %}
