{% macro welch_t(squared_error, count, other_squared_error, other_count) -%}
    {{ _t_quantile(_welch_degrees(squared_error, count, other_squared_error, other_count)) }}
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

{#
    the 97.5 % quantile of Student's t: 1.96 with all its digits, and terms that are the same for
    every row. Source: the expansion in powers of 1 / degrees of freedom around the normal quantile,
    Abramowitz and Stegun 1964, 26.7.5, to the fourth power: within 0.0005 of the published values
    from 5 degrees of freedom on
#}
{% macro _t_quantile(degrees_of_freedom) -%}
    {%- set z = normal_quantile(0.975) -%}
    {%- set terms = [
        (z ** 3 + z) / 4,
        (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
        (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
        (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
    ] -%}
    {%- set nu = 'cast(' ~ degrees_of_freedom ~ ' as ' ~ type_of('float') ~ ')' -%}
    case
        when {{ degrees_of_freedom }} >= 5
            then {{ z }}
                {%- for term in terms %}
                + {{ term }} / ({{ ([nu] * loop.index) | join(' * ') }})
                {%- endfor %}
    end
{%- endmacro %}
