{# what is expected has two decimals #}
{{ config(enabled=(
    project_name == 'customer_segmentation' and var('segmentation_amount_decimals') == 2
)) }}
{%- set amounts = {
    '0.00': '0.00', '9.99': '9.99', '-999.99': '-999.99', '1000.49': '1,000',
    '-999999.49': '-999,999', '999999.50': '1.0 million', '64054238.74': '64.1 million',
    '-1250000.00': '-1.3 million', '999949999.99': '999.9 million', '999950000.00': '1.0 billion',
    '999950000000.00': '1.0 trillion', '9999999999999999.99': '10,000.0 trillion',
} -%}
{%- set cases = [] -%}
{%- for amount, words in amounts.items() -%}
{%- set typed = "cast('" ~ amount ~ "' as decimal(18, 2))" -%}
{%- do cases.append((amount_in_words(typed), '{currency} ' ~ words)) -%}
{%- endfor -%}
{%- do cases.extend([
    (counted('0', 'order'), '0 orders'),
    (counted('1', 'order'), '1 order'),
    (counted('1181', 'customer'), '1,181 customers'),
    (counted('1', 'country is', 'countries are'), '1 country is'),
    (counted('2', 'country is', 'countries are'), '2 countries are'),
    (scheme_in_words("'rfm'"), 'RFM'),
    (scheme_in_words("'rfm_11'"), 'RFM 11'),
    (scheme_in_words("'account_tier'"), 'Account tier'),
    (scheme_in_words("'rfmx'"), 'Rfmx'),
    (the_revenue('100', '99.91'), 'the revenue'),
    (the_revenue('100', '99.89'), 'all positive revenue'),
    (the_revenue('100', '0'), 'all positive revenue'),
]) -%}
with

worded as (
    {% for words, expected in cases %}
    select
        {{ words }} as words,
        {{ text_literal(expected) }} as expected
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

)

select * from worded
where words is distinct from expected
