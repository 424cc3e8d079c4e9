{#
    who can be moved alike in a scheme: customers of one score cell, where its rules look at scores
    alone; everybody by themselves elsewhere
#}
{% macro position(customers, schemes) -%}
    case
        when {{ schemes }}.is_scored
            then {% for metric in ['recency', 'frequency', 'monetary'] -%}
            {%- set score = customers ~ '.' ~ metric ~ '_score' -%}
            coalesce(cast({{ score }} as {{ dbt.type_string() }}), '-')
            {%- if not loop.last %} || ' ' || {% endif %}
            {%- endfor %}
        else {{ customers }}.customer_id
    end
{%- endmacro %}
