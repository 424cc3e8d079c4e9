{#
    the same of Gamma-Gamma as purchase_model() has of the models of purchases. p runs as far as it
    may if nobody's orders differ, q and v if customers don't
#}
{% macro spending_model() -%}
    {%- set lowest = value_bounds()[0] * 1.001 -%}
    {{ return({
        'parameters': ['p', 'q', 'v'],
        'scaled': 'v',
        'columns': ['frequency', 'revenue'],
        'needs': {
            'p > ' ~ lowest ~ ' and v > scale * ' ~ lowest ~ ' and q > 1':
                'a few orders are so large that an average says nothing',
        },
        'starts': [[1, 2, 1], [5, 4, 0.5], [0.5, 10, 10]],
        'measures': _spending_measures(),
        'slopes': _spending_slopes(),
        'growths': {
            'value': {
                'p': '(q - 1) / (p * valued_days + q - 1)',
                'q': '-1 * q / (p * valued_days + q - 1)',
                'v': 'v / (v + spent)',
            },
        },
    }) }}
{%- endmacro %}

{# what the likelihood of one row and its slopes are made of #}
{% macro _spending_measures() -%}
    points.p * terms.frequency as shape,
    points.p * terms.frequency + points.q as total_shape,
    points.v + terms.revenue as total,
    points.v / (points.v + terms.revenue) as v_part
{%- endmacro %}

{#
    per row: the log-likelihood, and its first and second derivatives by the logarithms of the
    parameters. A row of 'steps' has the gamma functions, which depend on the frequency alone.
#}
{% macro _spending_slopes() -%}
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
