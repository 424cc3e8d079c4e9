{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set families = [
    (
        'is_counted',
        "concat_ws(' ', order_status, line_amount, 'on day', ordered_on)",
        'line_compared',
    ),
    ('is_complete_month', 'described_as', 'month_compared'),
    ('is_complete_week', 'described_as', 'week_compared'),
] %}
{%- set days = [
    'starts_on', 'window_starts_on', 'first_line_on', 'last_line_on', 'as_of_date',
] %}

with

-- by the default settings: cancelled orders are left out, refunds count
line_cases as (

    select * from (
        values
        ('shipped', 10, 15, true),
        ('cancelled', 10, 15, false),
        ('cancelled', -10, 15, false),
        ('not cancelled', 10, 15, true),
        ('shipped', 0, 15, true),
        ('shipped', -10, 15, true),
        (null, 10, 15, true),
        ('shipped', 10, 9, false),
        ('shipped', 10, 10, true),
        ('shipped', 10, 20, true),
        ('shipped', 10, 21, false)
    ) as line_cases (order_status, line_amount, ordered_on, expected)

),

as_of_dates as (

    select
        10 as window_starts_on,
        20 as as_of_date

),

line_compared as (

    select
        line_cases.*,
        {{ is_counted('line_cases', 'as_of_dates') }} as actual
    from line_cases
    cross join as_of_dates

),

month_cases as (

    select * from (
        values
        ('whole data', '2025-01-01', '2025-01-01', '2025-01-01', '2025-01-31', '2025-01-31', true),
        (
            'first day cut', '2025-01-01', '2025-01-02', '2025-01-02',
            '2025-03-31', '2025-03-31', false
        ),
        (
            'window cuts', '2025-01-01', '2025-01-02', '2024-01-01',
            '2025-03-31', '2025-03-31', false
        ),
        (
            'before the data', '2025-01-01', '2024-01-01', '2025-01-02',
            '2025-03-31', '2025-03-31', false
        ),
        (
            'as-of date cuts', '2025-01-01', '2025-01-01', '2025-01-01',
            '2025-03-31', '2025-01-30', false
        ),
        (
            'six quiet days', '2025-01-01', '2025-01-01', '2025-01-01',
            '2025-01-25', '2025-01-31', true
        ),
        (
            'seven quiet days', '2025-01-01', '2025-01-01', '2025-01-01',
            '2025-01-24', '2025-12-31', false
        ),
        ('lines go on', '2025-01-01', '2025-01-01', '2025-01-01', '2025-12-31', '2025-01-31', true),
        ('leap day', '2024-02-01', '2024-02-01', '2024-02-01', '2024-02-29', '2024-02-29', true),
        (
            'before the leap day', '2024-02-01', '2024-02-01', '2024-02-01',
            '2024-02-29', '2024-02-28', false
        ),
        (
            'end of the year', '2024-12-01', '2024-12-01', '2024-12-01',
            '2024-12-31', '2024-12-31', true
        )
    ) as month_cases (
        described_as, starts_on, window_starts_on, first_line_on, last_line_on, as_of_date,
        expected
    )

),

week_cases as (

    select * from (
        values
        (
            'whole data', '2025-01-06', '2025-01-06', '2025-01-06',
            '2025-01-12', '2025-01-12', true
        ),
        (
            'Monday is missing', '2025-01-06', '2025-01-07', '2025-01-07',
            '2025-03-31', '2025-03-31', false
        ),
        (
            'window cuts', '2025-01-06', '2025-01-07', '2024-01-01',
            '2025-03-31', '2025-03-31', false
        ),
        (
            'before the data', '2025-01-06', '2024-01-01', '2025-01-07',
            '2025-03-31', '2025-03-31', false
        ),
        (
            'as-of date cuts', '2025-01-06', '2025-01-01', '2025-01-01',
            '2025-03-31', '2025-01-11', false
        ),
        (
            'six quiet days', '2025-01-06', '2025-01-01', '2025-01-01',
            '2025-01-06', '2025-01-12', true
        ),
        (
            'seven quiet days', '2025-01-06', '2025-01-01', '2025-01-01',
            '2025-01-05', '2025-12-31', false
        ),
        (
            'lines go on', '2025-01-06', '2025-01-01', '2025-01-01',
            '2025-12-31', '2025-01-12', true
        )
    ) as week_cases (
        described_as, starts_on, window_starts_on, first_line_on, last_line_on, as_of_date,
        expected
    )

),

{% for period in ['month', 'week'] -%}
{{ period }}_typed as (

    select
        described_as,
        expected,
        {% for day in days -%}
        cast({{ day }} as date) as {{ day }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ period }}_cases

),

{{ period }}_compared as (

    select
        cases.described_as,
        {{ is_complete(period, 'cases.starts_on', 'cases') }} as actual,
        cases.expected
    from {{ period }}_typed as cases

),

{% endfor -%}
failed as (

    {{ failed_cases(families) }}

)

select * from failed
