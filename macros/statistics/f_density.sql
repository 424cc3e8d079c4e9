{# through logarithms, so that high powers neither overflow nor underflow on any engine #}
{% macro f_density(angle, top_degrees, bottom_degrees) -%}
    {%- set degrees -%}
        cast({{ top_degrees }} + {{ bottom_degrees }} - 2 as {{ type_of('float') }})
    {%- endset -%}
    {%- set sine = 'sin(' ~ angle ~ ') * sqrt(' ~ degrees ~ ' / (' ~ bottom_degrees ~ ' - 1))' -%}
    {%- set cosine = 'cos(' ~ angle ~ ') * sqrt(' ~ degrees ~ ' / (' ~ top_degrees ~ ' - 1))' -%}
    exp(greatest(
        ({{ bottom_degrees }} - 1) * ln(greatest({{ sine }}, 1e-100))
        + ({{ top_degrees }} - 1) * ln(greatest({{ cosine }}, 1e-100)),
        -600
    ))
{%- endmacro %}
