{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set text = dbt.type_string() %}
{%- set families = [
    (
        'is_counted',
        "concat_ws(' ', order_status, line_amount, 'on day', ordered_on)",
        'line_compared',
    ),
    ('is_complete_month', 'described_as', 'month_compared'),
    ('is_complete_week', 'described_as', 'week_compared'),
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
        described_as, month_starts_on, window_starts_on, first_line_on, last_line_on, as_of_date,
        expected
    )

),

month_typed as (

    select
        described_as,
        cast(month_starts_on as date) as month_starts_on,
        cast(window_starts_on as date) as window_starts_on,
        cast(first_line_on as date) as first_line_on,
        cast(last_line_on as date) as last_line_on,
        cast(as_of_date as date) as as_of_date,
        expected
    from month_cases

),

month_compared as (

    select
        month_typed.described_as,
        {{ is_complete('month', 'month_typed.month_starts_on', 'month_typed') }} as actual,
        month_typed.expected
    from month_typed

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
        described_as, week_starts_on, window_starts_on, first_line_on, last_line_on, as_of_date,
        expected
    )

),

week_typed as (

    select
        described_as,
        cast(week_starts_on as date) as week_starts_on,
        cast(window_starts_on as date) as window_starts_on,
        cast(first_line_on as date) as first_line_on,
        cast(last_line_on as date) as last_line_on,
        cast(as_of_date as date) as as_of_date,
        expected
    from week_cases

),

week_compared as (

    select
        week_typed.described_as,
        {{ is_complete('week', 'week_typed.week_starts_on', 'week_typed') }} as actual,
        week_typed.expected
    from week_typed

),

failed as (

    {% for macro, input, cases in families -%}
    select
        '{{ macro }}' as tested,
        cast({{ input }} as {{ text }}) as input,
        cast(expected as {{ text }}) as expected,
        cast(actual as {{ text }}) as got
    from {{ cases }}
    where actual is distinct from expected
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from failed
