{#
    one of the two models: its parameters, the points to start from, and what its likelihood is
    made of; `scaled` is the parameter in the unit of the data (days, money), which starts and
    ends are multiples of the mean for
#}
{% macro value_model(name) -%}
    {{ return({
        'bg_nbd': {
            'parameters': ['r', 'alpha', 'a', 'b'],
            'scaled': 'alpha',
            'columns': ['frequency'],
            'needs': {},
            'starts': [[0.3, 0.1, 0.5, 2], [1, 0.5, 1, 4], [0.8, 0.2, 0.01, 5]],
            'measures': bg_nbd_measures(),
            'slopes': bg_nbd_slopes(),
        },
        'gamma_gamma': {
            'parameters': ['p', 'q', 'v'],
            'scaled': 'v',
            'columns': ['frequency', 'revenue'],
            'needs': {'q > 1': 'spending has no mean, since q is not above 1'},
            'starts': [[1, 2, 1], [5, 4, 0.5], [0.5, 10, 10]],
            'measures': gamma_gamma_measures(),
            'slopes': gamma_gamma_slopes(),
        },
    }[name]) }}
{%- endmacro %}
