{#
    a share as people write it: `57.7 %`. What is not quite all is never told as 100.0 %, and what
    is not quite nothing never as 0.0 %
#}
{% macro in_percent(share) -%}
    case
        when {{ share }} < 1 and {{ share }} >= 0.9995 then '99.9'
        when {{ share }} > 0 and {{ share }} < 0.0005 then 'less than 0.1'
        else {{ grouped_number('100 * cast(' ~ share ~ ' as decimal(28, 6))', 1) }}
    end || ' %'
{%- endmacro %}
