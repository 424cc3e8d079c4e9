{# quantiles of Student's t: the normal one with all its digits, and terms alike in all rows #}
{% macro t_quantile(probability, degrees_of_freedom) -%}
    {%- set z = normal_quantile(probability) -%}
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
