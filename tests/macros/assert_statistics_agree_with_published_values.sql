{{ config(enabled=(project_name == 'customer_segmentation')) }}
{#-
    Abramowitz and Stegun, Handbook of Mathematical Functions, chapter 6: closed forms at 1/2, 1 and
    2, figures at the ends, and the recurrences that all three obey
-#}
{%- set gamma_cases = [
    ('0.5', '0.572364942924700', '-1.963510026021423', '4.934802200544679'),
    ('1', '0', '-0.577215664901533', '1.644934066848226'),
    ('2', '0', '0.422784335098467', '0.644934066848226'),
    ('0.01', '4.599479878042022', '-100.560885457869', '10001.621213528313'),
    ('100', '359.134205369575', '4.600161852738087', '0.010050166663334'),
] %}
{%- set gamma_errors = {
    'log_gamma_error': '0.000000000001', 'digamma_error': '0.00000000001',
    'trigamma_error': '0.00000000001', 'log_gamma_step': '0.000000000001',
    'digamma_step': '0.00000000001', 'trigamma_step': '0.00000000001',
} %}
{%- set families = [
    ('_log_gamma, _digamma, _trigamma', 'described_as', 'gamma_compared'),
    ('gini', 'described_as', 'gini_compared'),
    ('log_mean', 'described_as', 'log_mean_compared'),
    ('sample_variance', 'total', 'variance_compared'),
    ('t_quantile', 'degrees_of_freedom', 't_compared'),
    ('_welch_degrees', 'squared_error', 'welch_compared'),
] %}

with

gamma_cases as (

    {% for x, log_gamma, digamma, trigamma in gamma_cases -%}
    select
        cast({{ x }} as {{ type_of('float') }}) as x,
        cast({{ log_gamma }} as {{ type_of('float') }}) as log_gamma,
        cast({{ digamma }} as {{ type_of('float') }}) as digamma,
        cast({{ trigamma }} as {{ type_of('float') }}) as trigamma
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

gamma_computed as (

    select
        x,
        {{ _log_gamma('x') }} - log_gamma as log_gamma_error,
        {{ _digamma('x') }} - digamma as digamma_error,
        {{ _trigamma('x') }} - trigamma as trigamma_error,
        {{ _log_gamma('(x + 1)') }} - ({{ _log_gamma('x') }}) - ln(x) as log_gamma_step,
        {{ _digamma('(x + 1)') }} - ({{ _digamma('x') }}) - 1 / x as digamma_step,
        {{ _trigamma('(x + 1)') }} - ({{ _trigamma('x') }}) + 1 / (x * x) as trigamma_step
    from gamma_cases

),

gamma_compared as (

    {% for error, allowed in gamma_errors.items() -%}
    select
        concat_ws(' of ', '{{ error }}', x) as described_as,
        case when abs({{ error }}) < {{ allowed }} then 0 else {{ error }} end as actual,
        0 as expected
    from gamma_computed
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- by hand: a quarter of the people with everything leave 3/4 to the coefficient
gini_amounts as (

    select * from (
        values
        ('one', 5.00, 1, 0.000000),
        ('all equal', 5.00, 1, 0.000000),
        ('all equal', 5.00, 2, 0.000000),
        ('all equal', 5.00, 3, 0.000000),
        ('one has it all', 8.00, 1, 0.750000),
        ('one has it all', 0.00, 2, 0.750000),
        ('one has it all', 0.00, 3, 0.750000),
        ('one has it all', 0.00, 4, 0.750000),
        ('one, two, three', 3.00, 1, 0.222222),
        ('one, two, three', 2.00, 2, 0.222222),
        ('one, two, three', 1.00, 3, 0.222222),
        ('a debt', 4.00, 1, 1.500000),
        ('a debt', -2.00, 2, 1.500000),
        ('nothing', 0.00, 1, null),
        ('nothing', 0.00, 2, null),
        ('more debts', 1.00, 1, null),
        ('more debts', -3.00, 2, null)
    ) as gini_amounts (described_as, amount, place, expected)

),

gini_typed as (

    select
        described_as,
        cast(amount as decimal(18, 2)) as amount,
        place,
        cast(expected as decimal(18, 6)) as expected
    from gini_amounts

),

gini_compared as (

    select
        described_as,
        {{ gini('amount', 'place') }} as actual,
        max(expected) as expected
    from gini_typed
    group by described_as

),

-- of e and 1 it is e - 1; near each other the series, 100 (1 - 0.0001^2 / 12) to the last digits
log_mean_cases as (

    select * from (
        values
        ('e and one', 2.718281828459045, 1.0, 1.718281828459045),
        ('one and e', 1.0, 2.718281828459045, 1.718281828459045),
        ('equal', 7.0, 7.0, 7.0),
        ('two and one', 2.0, 1.0, 1.442695040888963),
        ('where the series begins', 1.22, 1.0, 1.106356801214212),
        ('where it has ended', 1.23, 1.0, 1.111035059503585),
        ('a cent apart', 100.005, 99.995, 99.99999991666667),
        ('nothing and one', 0.0, 1.0, 0.0),
        ('one and nothing', 1.0, 0.0, 0.0),
        ('nothing at all', 0.0, 0.0, 0.0),
        ('below zero', -1.0, 1.0, 0.0),
        ('missing', null, 1.0, null)
    ) as log_mean_cases (described_as, amount, other_amount, expected)

),

log_mean_typed as (

    select
        described_as,
        cast(amount as {{ type_of('float') }}) as amount,
        cast(other_amount as {{ type_of('float') }}) as other_amount,
        cast(expected as {{ type_of('float') }}) as expected
    from log_mean_cases

),

log_mean_compared as (

    select
        described_as,
        case
            when
                abs({{ log_mean('amount', 'other_amount') }} - expected)
                <= 0.0000000000001 * expected
                and {{ log_mean('amount', 'other_amount') }}
                = {{ log_mean('other_amount', 'amount') }}
                then expected
            else {{ log_mean('amount', 'other_amount') }}
        end as actual,
        expected
    from log_mean_typed

),

-- 1, 2, 3, 4 vary by 5/3; 0.1 three times by nothing; large values that differ by a cent
variance_cases as (

    select * from (
        values
        (4, '10', '30', 1.6666666666666667),
        (2, '0.50', '0.2500', 0.125),
        (3, '0.30', '0.0300', 0.0),
        (2, '19999999999.99', '199999999999800000000.0001', 0.00005),
        (2, '0', '0', 0.0),
        (2, '0', '2', 2.0),
        (1, '5', '25', null),
        (0, null, null, null)
    ) as variance_cases (amounts, total, squares, expected)

),

variance_typed as (

    select
        amounts,
        cast(total as decimal(38, 2)) as total,
        cast(squares as decimal(38, 4)) as squares,
        expected
    from variance_cases

),

variance_computed as (

    select
        total,
        {{ sample_variance('amounts', 'total', 'squares') }} as variance,
        expected
    from variance_typed

),

variance_compared as (

    select
        total,
        case
            when expected <> 0 and abs(variance - expected) <= 0.000000001 then expected
            else variance
        end as actual,
        expected
    from variance_computed

),

-- upper 2.5 % points of Student's t: Abramowitz and Stegun 1964, table 26.10
t_cases as (

    select * from (
        values
        (5.0, 2.5706), (6.0, 2.4469), (7.0, 2.3646), (8.0, 2.3060), (10.0, 2.2281), (12.0, 2.1788),
        (15.0, 2.1314), (20.0, 2.0860), (30.0, 2.0423), (40.0, 2.0211), (60.0, 2.0003),
        (100.0, 1.9840), (120.0, 1.9799), (1000000000.0, 1.9600)
    ) as t_cases (degrees_of_freedom, expected)

),

t_too_few as (

    select * from (values (4.99), (1.0), (0.0), (null)) as t_too_few (degrees_of_freedom)

),

t_computed as (

    select
        degrees_of_freedom,
        {{ t_quantile(0.975, 'degrees_of_freedom') }} as quantile,
        expected
    from t_cases
    union all
    select
        degrees_of_freedom,
        {{ t_quantile(0.975, 'degrees_of_freedom') }} as quantile,
        null as expected
    from t_too_few

),

t_compared as (

    select
        degrees_of_freedom,
        case when abs(quantile - expected) < 0.0005 then expected else quantile end as actual,
        expected
    from t_computed

),

-- equal errors add the degrees up; a group without error leaves those of the other
welch_cases as (

    select * from (
        values
        (1.0, 10, 1.0, 10, 18.0),
        (2.0, 10, 0.0, 500, 9.0),
        (0.0, 500, 2.0, 10, 9.0),
        -- (3 + 1)^2 / (9 / 4 + 1 / 8)
        (3.0, 5, 1.0, 9, 6.736842105263158),
        (0.0, 10, 0.0, 10, null),
        (1.0, 1, 1.0, 10, null),
        (1.0, 10, null, 0, null)
    ) as welch_cases (squared_error, amounts, other_squared_error, other_amounts, expected)

),

welch_computed as (

    select
        squared_error,
        {{ _welch_degrees(
            'squared_error', 'amounts', 'other_squared_error', 'other_amounts'
        ) }} as degrees,
        expected
    from welch_cases

),

welch_compared as (

    select
        squared_error,
        case when abs(degrees - expected) <= 0.000000001 then expected else degrees end as actual,
        expected
    from welch_computed

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
