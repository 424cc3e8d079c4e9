{# quantiles of the normal distribution: 0.975 for an interval of 95 %, 0.95 for one of 90 % #}
{% macro normal_quantile(probability) -%}
    {{ return({
        0.8: 0.8416212335729143, 0.9: 1.2815515655446004, 0.95: 1.6448536269514722,
        0.975: 1.959963984540054, 0.995: 2.5758293035489004,
    }[probability]) }}
{%- endmacro %}
