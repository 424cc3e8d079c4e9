{#
    the same of Gamma-Gamma as purchase_model() has of the models of purchases. p runs as far as it
    may if nobody's orders differ, q and v if customers don't
#}
{% macro spending_model() -%}
    {{ return({
        'parameters': ['p', 'q', 'v'],
        'scaled': 'v',
        'columns': ['frequency', 'revenue'],
        'needs': {
            'p > {lowest} and v > scale * {lowest} and q > 1':
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
    {%- set p_slope = 'shape * (' ~ _digamma('total_shape') ~ ' - (' ~ _digamma('shape') ~ '))' -%}
    {%- set q_slope = 'q * (' ~ _digamma('total_shape') ~ ' - (' ~ _digamma('q') ~ ') + ln(v))' -%}
    {{ return({
        'log_likelihood': {
            'steps': _log_gamma('total_shape') ~ ' - (' ~ _log_gamma('shape') ~ ')'
                ~ ' - (' ~ _log_gamma('q') ~ ') + q * ln(v) + ln(frequency)',
            'customers': '(shape - 1) * ln(revenue) - total_shape * ln(total)',
        },
        'p': {'steps': p_slope, 'customers': 'shape * (ln(revenue) - ln(total))'},
        'q': {'steps': q_slope, 'customers': '-1 * q * ln(total)'},
        'v': {'steps': 'q', 'customers': '-1 * total_shape * v_part'},
        'p_p': {
            'steps': p_slope ~ ' + shape * shape * ('
                ~ _trigamma('total_shape') ~ ' - (' ~ _trigamma('shape') ~ '))',
            'customers': 'shape * (ln(revenue) - ln(total))',
        },
        'p_q': {'steps': 'shape * q * (' ~ _trigamma('total_shape') ~ ')'},
        'p_v': {'customers': '-1 * shape * v_part'},
        'q_q': {
            'steps': q_slope ~ ' + q * q * ('
                ~ _trigamma('total_shape') ~ ' - (' ~ _trigamma('q') ~ '))',
            'customers': '-1 * q * ln(total)',
        },
        'q_v': {'steps': 'q', 'customers': '-1 * q * v_part'},
        'v_v': {'customers': 'total_shape * v_part * (v_part - 1)'},
    }) }}
{%- endmacro %}

{#
    the logarithm of the gamma function of a column, or of an expression in parentheses, from above
    zero to 10^30, within 1e-13 of its size: Stirling's series eight steps further up, where it is
    exact, and back down. No engine but DuckDB and PostgreSQL 18 has one. Source: Abramowitz and
    Stegun, Handbook of Mathematical Functions, 6.1.41 and 6.1.15
#}
{% macro _log_gamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    ({{ z }} - 0.5) * ln({{ z }}) - {{ z }} + 0.918938533204672742
    + (
        1 / cast(12 as {{ type_of('float') }}) - (
            1 / cast(360 as {{ type_of('float') }}) - (
                1 / cast(1260 as {{ type_of('float') }}) - (
                    1 / cast(1680 as {{ type_of('float') }}) - (
                        1 / cast(1188 as {{ type_of('float') }}) - (
                            691 / cast(360360 as {{ type_of('float') }})
                            - 1 / (156 * {{ z }} * {{ z }})
                        ) / ({{ z }} * {{ z }})
                    ) / ({{ z }} * {{ z }})
                ) / ({{ z }} * {{ z }})
            ) / ({{ z }} * {{ z }})
        ) / ({{ z }} * {{ z }})
    ) / {{ z }}
    - ln(
        {%- for step in range(8) %}
        {{ '* ' if not loop.first }}({{ x }} + {{ step }})
        {%- endfor %}
    )
{%- endmacro %}

{# its first derivative: the asymptotic series, 6.3.18 and 6.3.5, as above #}
{% macro _digamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    ln({{ z }}) - 0.5 / {{ z }}
    - (
        1 / cast(12 as {{ type_of('float') }}) - (
            1 / cast(120 as {{ type_of('float') }}) - (
                1 / cast(252 as {{ type_of('float') }}) - (
                    1 / cast(240 as {{ type_of('float') }}) - (
                        1 / cast(132 as {{ type_of('float') }})
                        - 691 / (32760 * {{ z }} * {{ z }})
                    ) / ({{ z }} * {{ z }})
                ) / ({{ z }} * {{ z }})
            ) / ({{ z }} * {{ z }})
        ) / ({{ z }} * {{ z }})
    ) / ({{ z }} * {{ z }})
    {%- for step in range(8) %}
    - 1 / ({{ x }} + {{ step }})
    {%- endfor %}
{%- endmacro %}

{# its second derivative: 6.4.12 and 6.4.6 #}
{% macro _trigamma(x) -%}
    {%- set z = '(' ~ x ~ ' + 8)' -%}
    1 / {{ z }} + 0.5 / ({{ z }} * {{ z }})
    + (
        1 / cast(6 as {{ type_of('float') }}) - (
            1 / cast(30 as {{ type_of('float') }}) - (
                1 / cast(42 as {{ type_of('float') }}) - (
                    1 / cast(30 as {{ type_of('float') }}) - (
                        5 / cast(66 as {{ type_of('float') }})
                        - 691 / (2730 * {{ z }} * {{ z }})
                    ) / ({{ z }} * {{ z }})
                ) / ({{ z }} * {{ z }})
            ) / ({{ z }} * {{ z }})
        ) / ({{ z }} * {{ z }})
    ) / ({{ z }} * {{ z }} * {{ z }})
    {%- for step in range(8) %}
    + 1 / (({{ x }} + {{ step }}) * ({{ x }} + {{ step }}))
    {%- endfor %}
{%- endmacro %}
