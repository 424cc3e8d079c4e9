{# from the squared standard errors of two means: variance / count of each group #}
{% macro welch_degrees_of_freedom(squared_error, count, other_squared_error, other_count) -%}
    ({{ squared_error }} + {{ other_squared_error }})
    * ({{ squared_error }} + {{ other_squared_error }})
    / nullif(
        {{ squared_error }} * {{ squared_error }} / nullif({{ count }} - 1, 0)
        + {{ other_squared_error }} * {{ other_squared_error }} / nullif({{ other_count }} - 1, 0),
        0
    )
{%- endmacro %}
