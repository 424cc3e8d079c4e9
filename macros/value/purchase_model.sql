{#
    what newton_rounds has to know of the models of purchases, which differ in their terms alone:
    parameters, points to start from, what the likelihood is made of. `scaled` is the parameter in
    the unit of the data, which starts and ends are multiples of the mean for; `needs` are what an
    estimate must fulfil; `growths` are by how much the logarithm of what is expected grows with
    that of each parameter. A parameter that has run as far as it may is an answer unless a need
    says otherwise: r and alpha if all buy at one rate
#}
{% macro purchase_model() -%}
    {{ return({
        'parameters': ['r', 'alpha', 'a', 'b'],
        'scaled': 'alpha',
        'columns': ['frequency', 'chances'],
        'needs': {
            'r > {lowest} and alpha > scale * {lowest}':
                'a few customers buy nearly everything: what others do cannot be told',
        },
        'starts': [[0.3, 0.1, 0.5, 2], [1, 0.5, 1, 4], [0.8, 0.2, 0.01, 5]],
        'measures': _purchase_measures(),
        'slopes': _purchase_slopes(),
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
    }) }}
{%- endmacro %}

{#
    what the likelihood of one row and its slopes are made of; shares of r, alpha, a and b in what
    they are added to
#}
{% macro _purchase_measures() -%}
    ln(points.alpha + terms.age) as log_age,
    ln(points.alpha + terms.recency) as log_recency,
    {{ log_odds_gone(
        'points.r', 'points.alpha', 'points.a', 'points.b',
        'terms.frequency', 'terms.chances', 'terms.recency', 'terms.age',
    ) }} as log_odds,
    points.alpha / (points.alpha + terms.age) as age_part,
    points.alpha / (points.alpha + terms.recency) as recency_part,
    points.r / (points.r + terms.frequency) as r_part,
    points.b / (points.b + terms.frequency) as b_part,
    points.b / (points.b + greatest(terms.chances - 1, 0)) as b_before,
    points.a / (points.a + points.b + terms.frequency) as a_of_both,
    points.b / (points.a + points.b + terms.frequency) as b_of_both
{%- endmacro %}

{#
    per row: the log-likelihood, and its first and second derivatives by the logarithms of the
    parameters. A row of 'purchases' has one factor of Gamma(r + x) / Gamma(r), the product of
    r + j for j below x, and a row of 'stays' one of the chance to have stayed each time.
#}
{% macro _purchase_slopes() -%}
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
