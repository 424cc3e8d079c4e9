{% macro season_reason(spans, tests) -%}
    {%- set text = dbt.type_string() -%}
    {%- set observed -%}
        cast({{ spans }}.seasons * {{ spans }}.cycles as {{ text }})
        || case {{ spans }}.period when 'month_of_year' then ' months' else ' days' end
    {%- endset -%}
    case
        when {{ spans }}.cycles = 0
            then
                cast({{ spans }}.complete_periods as {{ text }}) || ' complete '
                || case {{ spans }}.period when 'month_of_year' then 'month' else 'week' end
                || case when {{ spans }}.complete_periods = 1 then '; ' else 's; ' end
                || cast({{ spans }}.needed_periods as {{ text }}) || ' are needed'
        when {{ tests }}.statistic is null and {{ tests }}.p_value = 0
            then 'the trend and the season explain all of ' || {{ observed }}
        when {{ tests }}.statistic is null
            then 'the trend explains all of ' || {{ observed }}
        else
            'F = ' || cast({{ tests }}.statistic as {{ text }})
            || ' over ' || {{ observed }}
            || case when {{ tests }}.statistic > {{ tests }}.threshold then ', ' else ', not ' end
            || 'above the ' || cast({{ tests }}.threshold as {{ text }})
            || ' that chance exceeds in {{ (100 * significance_level() | float) | int }} % of cases'
    end
{%- endmacro %}
