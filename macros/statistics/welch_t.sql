{% macro welch_t(squared_error, count, other_squared_error, other_count) -%}
    {{ t_quantile(0.975, _welch_degrees(squared_error, count, other_squared_error, other_count)) }}
{%- endmacro %}

{#
    the degrees of freedom of the difference, between the smaller count - 1 and the sum of both.
    Source: Welch 1947, Satterthwaite 1946
#}
{% macro _welch_degrees(squared_error, count, other_squared_error, other_count) -%}
    ({{ squared_error }} + {{ other_squared_error }})
    * ({{ squared_error }} + {{ other_squared_error }})
    / nullif(
        {{ squared_error }} * {{ squared_error }} / nullif({{ count }} - 1, 0)
        + {{ other_squared_error }} * {{ other_squared_error }} / nullif({{ other_count }} - 1, 0),
        0
    )
{%- endmacro %}
