{#
    by name, from the first condition that holds on; the last has none. Without a rhythm there is no
    lateness, and silence_ratio takes half a year for a gap
#}
{% macro bands() -%}
    {{ return({
        'lateness': {
            'on time': 'lateness < 1',
            '1 to 1.5 gaps': 'lateness < 1.5',
            '1.5 to 2 gaps': 'lateness < 2',
            '2 to 3 gaps': 'lateness < 3',
            '3 to 5 gaps': 'lateness < 5',
            '5 to 10 gaps': 'lateness < 10',
            '10 gaps or more': 'lateness >= 10',
            'no rhythm, under 180 days': 'silence_ratio < 1',
            'no rhythm, under 360 days': 'silence_ratio < 2',
            'no rhythm, 360 days or more': none,
        },
        'value': {
            'lower half': 'revenue_percentile < 0.5',
            'upper half': 'revenue_percentile < 0.8',
            'top fifth': none,
        },
    }) }}
{%- endmacro %}
