{# a figure as a sentence writes it: in one of the ways that the seed insight_sentences names #}
{% macro written(number, way) -%}
    case {{ way }}
        when 'money' then {{ amount_in_words(number) }}
        when 'loss' then {{ amount_in_words('abs(' ~ number ~ ')') }}
        when 'percent' then {{ in_percent(number) }}
        when 'change' then {{ in_percent('abs(' ~ number ~ ')') }}
            || case when {{ number }} < 0 then ' less' else ' more' end
        when 'count' then {{ grouped_number(number) }}
        when 'tenths' then {{ grouped_number(number, 1) }}
        when 'hundredths' then {{ grouped_number(number, 2) }}
    end
{%- endmacro %}
