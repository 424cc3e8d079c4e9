{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set families = [
    (
        'ratio',
        "concat_ws(' ', described_as || ':', numerator, '/', denominator)",
        'ratio_compared',
    ),
    ('integer_divide', "concat_ws(' ', dividend, '/', divisor)", 'whole_compared'),
    ('_pass_rate', "concat_ws(' ', failed, 'of', checked)", 'rate_compared'),
    (
        'days_between_orders, order_gap_variation',
        "concat_ws(' ', gap_days, 'by', order_days)",
        'gap_compared',
    ),
] %}

with

-- as text, so that no literal is a floating-point number on any engine
ratio_cases as (

    select * from (
        values
        ('1', '4', '0.25', '0.250000', '0.2500000000'),
        ('1', '8', '0.13', '0.125000', '0.1250000000'),
        ('-1', '8', '-0.13', '-0.125000', '-0.1250000000'),
        ('1', '-8', '-0.13', '-0.125000', '-0.1250000000'),
        ('-1', '-8', '0.13', '0.125000', '0.1250000000'),
        ('3', '8', '0.38', '0.375000', '0.3750000000'),
        ('1', '3', '0.33', '0.333333', '0.3333333333'),
        ('2', '3', '0.67', '0.666667', '0.6666666667'),
        ('-2', '3', '-0.67', '-0.666667', '-0.6666666667'),
        ('1.005', '1', '1.01', '1.005000', '1.0050000000'),
        ('-1.005', '1', '-1.01', '-1.005000', '-1.0050000000'),
        ('1.004999', '1', '1.00', '1.004999', '1.0049990000'),
        ('2.675', '1', '2.68', '2.675000', '2.6750000000'),
        ('10', '10', '1.00', '1.000000', '1.0000000000'),
        ('0', '7', '0.00', '0.000000', '0.0000000000'),
        ('0.000001', '2', '0.00', '0.000001', '0.0000005000'),
        ('0.000001', '3', '0.00', '0.000000', '0.0000003333'),
        ('1', '0.004', '250.00', '250.000000', '250.0000000000'),
        ('1', '0.000003', '333333.33', '333333.333333', '333333.3333333333'),
        ('5', '0', null, null, null),
        ('-5', '0', null, null, null),
        ('0', '0', null, null, null),
        (null, '3', null, null, null),
        ('3', null, null, null, null),
        -- as doubles one too many, one too few, and three too few in the last of ten places
        ('97211.423119', '3.831356', '25372.59', '25372.589527', '25372.5895267889'),
        ('91621.433849', '8.420159', '10881.20', '10881.199969', '10881.1999689080'),
        ('93888.66339', '0.036497', '2572503.59', '2572503.586322', '2572503.5863221635'),
        -- as doubles halves, in truth a little less
        ('422870.332462', '11.780873', '35894.65', '35894.651649', '35894.6516495000'),
        ('53249.422269', '9.132851', '5830.54', '5830.536627', '5830.5366275000'),
        ('123456.789125', '1', '123456.79', '123456.789125', '123456.7891250000'),
        ('0.000005', '0.00001', '0.50', '0.500000', '0.5000000000'),
        (
            '999999999999.99', '999999999999.99',
            '1.00', '1.000000', '1.0000000000'
        ),
        (
            '999999999999.99', '7',
            '142857142857.14', '142857142857.141429', '142857142857.1414285714'
        ),
        (
            '1', '9999999999999999.99',
            '0.00', '0.000000', '0.0000000000'
        ),
        -- more than 12 digits before the point leave no room for six places behind it
        (
            '999999999999.999999', '1', '1000000000000.00',
            '999999999999.999999', '999999999999.999999'
        ),
        (
            '1999999999999.999998', '2', '1000000000000.00',
            '999999999999.999999', '999999999999.999999'
        ),
        ('1999999999999.999999', '2', '1000000000000.00', null, '999999999999.9999995'),
        ('-1999999999999.999999', '2', '-1000000000000.00', null, '-999999999999.9999995'),
        ('1000000000000', '1', '1000000000000.00', null, '1000000000000'),
        ('-6000000000000000', '1', '-6000000000000000.00', null, '-6000000000000000'),
        ('6000000000000000', '-0.01', null, null, '-600000000000000000')
    ) as ratio_cases (numerator, denominator, two_places, six_places, ten_places)

),

ratio_typed as (

    select
        cast(numerator as decimal(38, 6)) as numerator,
        cast(denominator as decimal(38, 6)) as denominator,
        cast(two_places as decimal(18, 2)) as two_places,
        cast(six_places as decimal(18, 6)) as six_places,
        cast(ten_places as decimal(38, 10)) as ten_places
    from ratio_cases

),

ratio_large_cases as (

    select * from (
        values
        ('9999999999999999.99', '1', '9999999999999999.99', '9999999999999999.9900000000'),
        ('-9999999999999999.99', '7', '-1428571428571428.57', '-1428571428571428.5700000000'),
        ('9999999999999999.98', '9999999999999999.99', '1.00', '1.0000000000')
    ) as ratio_large_cases (numerator, denominator, two_places, ten_places)

),

ratio_typed_large as (

    select
        cast(numerator as decimal(18, 2)) as numerator,
        cast(denominator as decimal(18, 2)) as denominator,
        cast(two_places as decimal(18, 2)) as two_places,
        cast(ten_places as decimal(38, 10)) as ten_places
    from ratio_large_cases

),

ratio_integer_cases as (

    select * from (
        values
        (1, 8, '0.125000'),
        (-7, 2, '-3.500000'),
        (1, 3, '0.333333'),
        (2000000000, 3, '666666666.666667'),
        (7, 0, null)
    ) as ratio_integer_cases (numerator, denominator, expected)

),

ratio_compared as (

    select
        'two places' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator', 'denominator', 2) }} as actual,
        two_places as expected
    from ratio_typed
    union all
    select
        'six places' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator', 'denominator') }} as actual,
        six_places as expected
    from ratio_typed
    union all
    select
        'ten places' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator', 'denominator', 10, 38) }} as actual,
        ten_places as expected
    from ratio_typed
    union all
    select
        'two places, large' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator', 'denominator', 2) }} as actual,
        two_places as expected
    from ratio_typed_large
    union all
    select
        'ten places, large' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator', 'denominator', 10, 38) }} as actual,
        ten_places as expected
    from ratio_typed_large
    union all
    select
        'integers' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator', 'denominator') }} as actual,
        cast(expected as decimal(18, 6)) as expected
    from ratio_integer_cases
    union all
    select
        'sums' as described_as,
        numerator,
        denominator,
        {{ ratio('numerator - 1', 'denominator + 1') }} as actual,
        cast('-2.666667' as decimal(18, 6)) as expected
    from ratio_integer_cases
    where numerator = -7

),

whole_cases as (

    select * from (
        values
        (7, 2, 3),
        (6, 2, 3),
        (1, 2, 0),
        (0, 5, 0),
        (9, 1, 9),
        (-7, 2, -3),
        (null, 2, null),
        (7, null, null)
    ) as whole_cases (dividend, divisor, expected)

),

-- sums as arguments: the macro must keep them together
whole_compared as (

    select
        dividend,
        divisor,
        {{ integer_divide('dividend', 'divisor') }} as actual,
        expected
    from whole_cases
    union all
    select
        dividend,
        divisor,
        {{ integer_divide('dividend + 1', 'divisor + 1') }} as actual,
        cast(8 / 3 - 0.5 as integer) as expected
    from whole_cases
    where
        dividend = 7
        and divisor = 2

),

rate_cases as (

    select * from (
        values
        (29570, 0, 1.000000),
        (29570, 205, 0.993067),
        (1, 1, 0.000000),
        (3, 1, 0.666666),
        (1000000, 1, 0.999999),
        (10000000, 1, 0.999999),
        (9000000000, 1, 0.999999),
        (2, 5, 0.000000),
        (0, 0, null),
        (0, 1, null),
        (null, 0, null),
        (5, null, null)
    ) as rate_cases (checked, failed, expected)

),

rate_compared as (

    select
        checked,
        failed,
        {{ _pass_rate('checked', 'failed') }} as actual,
        expected
    from rate_cases

),

-- as text, so that no literal is a floating-point number on any engine
gap_cases as (

    select
        cast(order_days as bigint) as order_days,
        cast(gap_days as bigint) as gap_days,
        cast(squared_gap_days as bigint) as squared_gap_days,
        cast(mean as decimal(18, 2)) as mean,
        cast(variation as decimal(18, 4)) as variation
    from (
        values
        ('1', '0', null, null, null),
        ('2', '10', null, '10.00', null),
        ('3', '20', '200', '10.00', '0.0000'),
        -- gaps of 10 and 20 days: their sample standard deviation is 7.0711
        ('3', '30', '500', '15.00', '0.4714'),
        ('4', '5', '9', '1.67', '0.3464'),
        ('4', '9', '41', '3.00', '0.8819')
    ) as gap_cases (order_days, gap_days, squared_gap_days, mean, variation)

),

gap_measured as (

    select
        *,
        {{ order_rhythm() }}
    from gap_cases

),

gap_compared as (

    select
        gap_days,
        order_days,
        days_between_orders as actual,
        mean as expected
    from gap_measured
    union all
    select
        gap_days,
        order_days,
        order_gap_variation as actual,
        variation as expected
    from gap_measured

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
