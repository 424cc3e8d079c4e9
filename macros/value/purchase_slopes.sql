{#
    per row: the log-likelihood, and its first and second derivatives by the logarithms of the
    parameters. A row of 'purchases' has one factor of Gamma(r + x) / Gamma(r), the product of
    r + j for j below x, and a row of 'stays' one of the chance to have stayed each time.
#}
{% macro purchase_slopes() -%}
    {%- set gone = '(1 / (1 + exp(-1 * log_odds)))' -%}
    {%- set here = '(1 / (1 + exp(log_odds)))' -%}
    {%- set shape = '(r + frequency)' -%}
    {%- set r_gap = '(r * (log_age - log_recency))' -%}
    {%- set alpha_gap = '(' ~ shape ~ ' * (age_part - recency_part))' -%}
    {%- set alpha_left = '(' ~ here ~ ' * age_part + ' ~ gone ~ ' * recency_part)' -%}
    {%- set log_left = '(' ~ here ~ ' * log_age + ' ~ gone ~ ' * log_recency)' -%}
    {{ return({
        'log_likelihood': {
            'purchases': 'ln(r + frequency)',
            'stays': 'ln(b + frequency) - ln(a + b + frequency)',
            'customers': 'r * ln(alpha) - ' ~ shape ~ ' * log_age'
                ~ ' + greatest(log_odds, 0) + ln(1 + exp(-1 * abs(log_odds)))',
        },
        'r': {'purchases': 'r_part', 'customers': 'r * (ln(alpha) - ' ~ log_left ~ ')'},
        'alpha': {'customers': 'r - ' ~ shape ~ ' * ' ~ alpha_left},
        'a': {'stays': '-1 * a_of_both', 'customers': gone},
        'b': {'stays': 'b_part - b_of_both', 'customers': '-1 * ' ~ gone ~ ' * b_before'},
        'r_r': {
            'purchases': 'r_part * (1 - r_part)',
            'customers': 'r * (ln(alpha) - ' ~ log_left ~ ')'
                ~ ' + ' ~ gone ~ ' * ' ~ here ~ ' * ' ~ r_gap ~ ' * ' ~ r_gap,
        },
        'r_alpha': {
            'customers': 'r * (1 - ' ~ alpha_left ~ ')'
                ~ ' + ' ~ gone ~ ' * ' ~ here ~ ' * ' ~ r_gap ~ ' * ' ~ alpha_gap,
        },
        'r_a': {'customers': gone ~ ' * ' ~ here ~ ' * ' ~ r_gap},
        'r_b': {'customers': '-1 * ' ~ gone ~ ' * ' ~ here ~ ' * ' ~ r_gap ~ ' * b_before'},
        'alpha_alpha': {
            'customers': shape ~ ' * (' ~ here ~ ' * age_part * (age_part - 1)'
                ~ ' + ' ~ gone ~ ' * recency_part * (recency_part - 1))'
                ~ ' + ' ~ gone ~ ' * ' ~ here ~ ' * ' ~ alpha_gap ~ ' * ' ~ alpha_gap,
        },
        'alpha_a': {'customers': gone ~ ' * ' ~ here ~ ' * ' ~ alpha_gap},
        'alpha_b': {'customers': '-1 * ' ~ gone ~ ' * ' ~ here ~ ' * ' ~ alpha_gap ~ ' * b_before'},
        'a_a': {'stays': 'a_of_both * (a_of_both - 1)', 'customers': gone ~ ' * ' ~ here},
        'a_b': {
            'stays': 'a_of_both * b_of_both',
            'customers': '-1 * ' ~ gone ~ ' * ' ~ here ~ ' * b_before',
        },
        'b_b': {
            'stays': 'b_part * (1 - b_part) - b_of_both * (1 - b_of_both)',
            'customers': gone ~ ' * b_before * (b_before - 1)'
                ~ ' + ' ~ gone ~ ' * ' ~ here ~ ' * b_before * b_before',
        },
    }) }}
{%- endmacro %}
