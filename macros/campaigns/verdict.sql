{# what the interval allows to say; with fewer than smallest_group customers it says nothing #}
{% macro verdict(group, smallest_group) -%}
    case
        when not {{ group }}.is_measured or {{ group }}.treated_customers = 0 then 'not measured'
        when {{ group }}.control_customers = 0 then 'no control group'
        when
            {{ group }}.treated_customers < {{ smallest_group }}
            or {{ group }}.control_customers < {{ smallest_group }}
            then 'no evidence'
        when {{ group }}.absolute_lift_low > 0 then 'worked'
        when {{ group }}.absolute_lift_high < 0 then 'hurt'
        else 'no evidence'
    end
{%- endmacro %}
