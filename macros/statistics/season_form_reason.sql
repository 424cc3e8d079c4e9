{# why the season is taken as an amount or as a part of the level, in words #}
{% macro season_form_reason(extremes, spans) -%}
    {%- set tenths = in_percent(extremes ~ '.remainder_ratio') -%}
    case
        when {{ extremes }}.form = 'multiplicative'
            then 'the season grows with the level: ratios to the moving average leave '
                || {{ tenths }} || ' of the squares that differences leave'
        when {{ extremes }}.remainder_ratio is not null
            then 'the season does not grow with the level: ratios to the moving average leave '
                || {{ tenths }} || ' of the squares that differences leave'
        when {{ extremes }}.form is not null and {{ spans }}.cycles < 3
            then 'two cycles are too few to tell whether the season grows with the level'
        when {{ extremes }}.form is not null
            then 'ratios can not be compared: revenue is negative somewhere, or nothing is left'
    end
{%- endmacro %}
