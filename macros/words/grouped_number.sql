{#
    a number as people write it: `1,234,567.89`. Groups are cut from a whole number, because format
    functions differ from engine to engine
#}
{% macro grouped_number(value, places=0) -%}
    {%- set rounded = 'cast(' ~ value ~ ' as decimal(28, ' ~ places ~ '))' -%}
    {%- set text = 'cast(abs(' ~ rounded ~ ') as ' ~ dbt.type_string() ~ ')' -%}
    {%- set digits = text if places == 0 else 'split_part(' ~ text ~ ", '.', 1)" -%}
    case when {{ rounded }} < 0 then '-' else '' end
    {%- for group in range(6, 0, -1) %}
    || case
        when length({{ digits }}) > {{ 3 * group }} + 3
            then substring({{ digits }}, length({{ digits }}) - {{ 3 * group + 2 }}, 3) || ','
        when length({{ digits }}) > {{ 3 * group }}
            then substring({{ digits }}, 1, length({{ digits }}) - {{ 3 * group }}) || ','
        else ''
    end
    {%- endfor %}
    || substring({{ digits }}, greatest(length({{ digits }}) - 2, 1), 3)
    {%- if places > 0 %}
    || '.' || split_part({{ text }}, '.', 2)
    {%- endif %}
{%- endmacro %}
