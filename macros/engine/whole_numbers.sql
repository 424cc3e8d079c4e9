{# numbers as rows, made of digits, since no two engines generate series alike #}
{% macro whole_numbers(digits) -%}
    with

    digits as (

        {% for digit in range(10) -%}
        select {{ digit }} as digit
        {{ 'union all' if not loop.last }}
        {% endfor %}

    )

    select
        {% for place in range(digits) -%}
        {{ 10 ** place }} * places_{{ place }}.digit{{ ' +' if not loop.last }}
        {% endfor -%}
        as number
    from digits as places_0
    {% for place in range(1, digits) -%}
    cross join digits as places_{{ place }}
    {% endfor %}
{%- endmacro %}
