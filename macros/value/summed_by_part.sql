{# decimals add up to the same in any order #}
{% macro summed_by_part(terms) -%}
    sum(cast(weight * case part
        {%- for part, term in terms.items() %}
        when '{{ part }}' then {{ term }}
        {%- endfor %}
        else 0
    end as decimal(38, 12)))
{%- endmacro %}
