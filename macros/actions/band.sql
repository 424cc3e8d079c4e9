{#
    the band that a customer is in: of `lateness`, how long the silence is against the own rhythm;
    of `value`, where the customer stands by revenue. Reads columns of metrics()
#}
{% macro band(of) -%}
    {%- set bands = bands()[of] -%}
    case
        {%- for name, condition in bands.items() if condition %}
        when {{ condition }} then '{{ name }}'
        {%- endfor %}
        else '{{ bands.keys() | last }}'
    end
{%- endmacro %}
