{# how revenue is foreseen, in words, the simplest way first #}
{% macro forecast_methods() -%}
    {{ return({
        'mean': 'The mean of all months',
        'seasonal_naive': 'The same month of the year before',
        'smoothing': 'A smoothed level with a damped trend',
        'smoothing_additive':
            'A smoothed level with a damped trend and seasons of the same amount each year',
        'smoothing_multiplicative':
            'A smoothed level with a damped trend and seasons in proportion to it',
    }) }}
{%- endmacro %}
