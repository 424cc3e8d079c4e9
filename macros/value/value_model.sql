{#
    the models of purchases or that of spending: parameters, points to start from, what the
    likelihood is made of; `scaled` is the parameter in the unit of the data (days, money), which
    starts and ends are multiples of the mean for. `needs` are what an estimate must fulfil,
    `growths` by how much the logarithm of what is expected grows with that of each parameter. A
    parameter that has run as far as it may is an answer unless a need says otherwise: r and alpha
    if all buy at one rate, p if nobody's orders differ, q and v if customers don't
#}
{% macro value_model(name) -%}
    {%- set lowest = value_bounds()[0] * 1.001 -%}
    {{ return({
        'purchases': {
            'parameters': ['r', 'alpha', 'a', 'b'],
            'scaled': 'alpha',
            'columns': ['frequency', 'chances'],
            'needs': {
                'r > ' ~ lowest ~ ' and alpha > scale * ' ~ lowest:
                    'a few customers buy nearly everything: what others do cannot be told',
            },
            'starts': [[0.3, 0.1, 0.5, 2], [1, 0.5, 1, 4], [0.8, 0.2, 0.01, 5]],
            'measures': purchase_measures(),
            'slopes': purchase_slopes(),
            'growths': {
                'odds': {
                    'r': 'r * (ln(alpha + age_days) - ln(alpha + recency_days))',
                    'alpha': '(r + frequency)'
                        ~ ' * (alpha / (alpha + age_days) - alpha / (alpha + recency_days))',
                    'a': '1',
                    'b': '-1 * b / (b + chances - 1)',
                },
                'growth': {
                    'r': 'growth_by_r',
                    'alpha': 'growth_by_alpha',
                    'a': 'growth_by_a',
                    'b': 'growth_by_b',
                },
            },
        },
        'gamma_gamma': {
            'parameters': ['p', 'q', 'v'],
            'scaled': 'v',
            'columns': ['frequency', 'revenue'],
            'needs': {
                'p > ' ~ lowest ~ ' and v > scale * ' ~ lowest ~ ' and q > 1':
                    'a few orders are so large that an average says nothing',
            },
            'starts': [[1, 2, 1], [5, 4, 0.5], [0.5, 10, 10]],
            'measures': _gamma_gamma_measures(),
            'slopes': _gamma_gamma_slopes(),
            'growths': {
                'value': {
                    'p': '(q - 1) / (p * valued_days + q - 1)',
                    'q': '-1 * q / (p * valued_days + q - 1)',
                    'v': 'v / (v + spent)',
                },
            },
        },
    }[name]) }}
{%- endmacro %}

{# what the likelihood of one row and its slopes are made of #}
{% macro _gamma_gamma_measures() -%}
    points.p * terms.frequency as shape,
    points.p * terms.frequency + points.q as total_shape,
    points.v + terms.revenue as total,
    points.v / (points.v + terms.revenue) as v_part
{%- endmacro %}

{#
    per row: the log-likelihood, and its first and second derivatives by the logarithms of the
    parameters. A row of 'steps' has the gamma functions, which depend on the frequency alone.
#}
{% macro _gamma_gamma_slopes() -%}
    {%- set p_slope = 'shape * (' ~ digamma('total_shape') ~ ' - (' ~ digamma('shape') ~ '))' -%}
    {%- set q_slope = 'q * (' ~ digamma('total_shape') ~ ' - (' ~ digamma('q') ~ ') + ln(v))' -%}
    {{ return({
        'log_likelihood': {
            'steps': log_gamma('total_shape') ~ ' - (' ~ log_gamma('shape') ~ ')'
                ~ ' - (' ~ log_gamma('q') ~ ') + q * ln(v) + ln(frequency)',
            'customers': '(shape - 1) * ln(revenue) - total_shape * ln(total)',
        },
        'p': {'steps': p_slope, 'customers': 'shape * (ln(revenue) - ln(total))'},
        'q': {'steps': q_slope, 'customers': '-1 * q * ln(total)'},
        'v': {'steps': 'q', 'customers': '-1 * total_shape * v_part'},
        'p_p': {
            'steps': p_slope ~ ' + shape * shape * ('
                ~ trigamma('total_shape') ~ ' - (' ~ trigamma('shape') ~ '))',
            'customers': 'shape * (ln(revenue) - ln(total))',
        },
        'p_q': {'steps': 'shape * q * (' ~ trigamma('total_shape') ~ ')'},
        'p_v': {'customers': '-1 * shape * v_part'},
        'q_q': {
            'steps': q_slope ~ ' + q * q * ('
                ~ trigamma('total_shape') ~ ' - (' ~ trigamma('q') ~ '))',
            'customers': '-1 * q * ln(total)',
        },
        'q_v': {'steps': 'q', 'customers': '-1 * q * v_part'},
        'v_v': {'customers': 'total_shape * v_part * (v_part - 1)'},
    }) }}
{%- endmacro %}
