{#
    per row: the log-likelihood, and its first and second derivatives by the logarithms of the
    parameters. A row of 'steps' has the gamma functions, which depend on the frequency alone.
#}
{% macro gamma_gamma_slopes() -%}
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
