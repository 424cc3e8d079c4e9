{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set amounts = {
    '0.00': '0.00', '9.99': '9.99', '-999.99': '-999.99', '1000.49': '1,000',
    '-999999.49': '-999,999', '999999.50': '1.0 million', '64054238.74': '64.1 million',
    '-1250000.00': '-1.3 million', '999949999.99': '999.9 million', '999950000.00': '1.0 billion',
    '999950000000.00': '1.0 trillion', '9999999999999999.99': '10,000.0 trillion',
} -%}
{%- set cases = [] -%}
{#- what is expected has two decimals -#}
{%- for amount, words in amounts.items() if setting('amount_decimals') == 2 -%}
{%- set typed = "cast('" ~ amount ~ "' as decimal(18, 2))" -%}
{%- do cases.append((written(typed, 'money'), '{currency} ' ~ words)) -%}
{%- endfor -%}
{%- do cases.extend([
    (written('0', 'count', of='order'), '0 orders'),
    (written('1', 'count', of='order'), '1 order'),
    (written('1181', 'count', of='customer'), '1,181 customers'),
    (scheme_in_words("'rfm'"), 'RFM'),
    (scheme_in_words("'rfm_11'"), 'RFM 11'),
    (scheme_in_words("'account_tier'"), 'Account tier'),
    (scheme_in_words("'rfmx'"), 'Rfmx'),
    (_the_revenue('100', '99.91'), 'the revenue'),
    (_the_revenue('100', '99.89'), 'all positive revenue'),
    (_the_revenue('100', '0'), 'all positive revenue'),
]) -%}
{%- set families = [
    ('written', 'number', 'grouped_compared'),
    ('written percent', 'share', 'percent_compared'),
    ('a sentence', 'expected', 'sentence_compared'),
] %}

with

grouped_cases as (

    select * from (
        values
        (0, '0', '0.00'),
        (7, '7', '7.00'),
        (999, '999', '999.00'),
        (1000, '1,000', '1,000.00'),
        (-1000, '-1,000', '-1,000.00'),
        (-999.5, '-1,000', '-999.50'),
        (999999.994, '1,000,000', '999,999.99'),
        (12345.678, '12,346', '12,345.68'),
        (100000, '100,000', '100,000.00'),
        (64054238.74, '64,054,239', '64,054,238.74'),
        (1002003004005006.07, '1,002,003,004,005,006', '1,002,003,004,005,006.07'),
        (0.004, '0', '0.00'),
        (0.005, '0', '0.01'),
        (null, null, null)
    ) as grouped_cases (number, expected, expected_with_places)

),

grouped_compared as (

    select
        number,
        {{ written('number', 'count') }} as actual,
        expected
    from grouped_cases
    union all
    select
        number,
        {{ written('number', 'hundredths') }} as actual,
        expected_with_places as expected
    from grouped_cases

),

percent_cases as (

    select * from (
        values
        (0.5772, '57.7 %'),
        (1, '100.0 %'),
        (0, '0.0 %'),
        (0.999999, '99.9 %'),
        (0.9995, '99.9 %'),
        (0.99949, '99.9 %'),
        (0.000001, 'less than 0.1 %'),
        (0.0005, '0.1 %'),
        (0.00049, 'less than 0.1 %'),
        (-0.123, '-12.3 %'),
        (12.5, '1,250.0 %'),
        (1.0001, '100.0 %'),
        (null, null)
    ) as percent_cases (share, expected)

),

percent_compared as (

    select
        *,
        {{ written('share', 'percent') }} as actual
    from percent_cases

),

sentence_compared as (
    {% for words, expected in cases %}
    select
        {{ words }} as actual,
        {{ text_literal(expected) }} as expected
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
