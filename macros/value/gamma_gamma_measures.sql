{# what the likelihood of one row and its slopes are made of #}
{% macro gamma_gamma_measures() -%}
    points.p * terms.frequency as shape,
    points.p * terms.frequency + points.q as total_shape,
    points.v + terms.revenue as total,
    points.v / (points.v + terms.revenue) as v_part
{%- endmacro %}
