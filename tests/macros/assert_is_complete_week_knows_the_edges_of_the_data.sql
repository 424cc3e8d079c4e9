{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

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
    ) as cases (
        described_as, week_starts_on, window_starts_on, first_line_on, last_line_on, as_of_date,
        expected
    )

),

typed as (

    select
        described_as,
        cast(week_starts_on as date) as week_starts_on,
        cast(window_starts_on as date) as window_starts_on,
        cast(first_line_on as date) as first_line_on,
        cast(last_line_on as date) as last_line_on,
        cast(as_of_date as date) as as_of_date,
        expected
    from cases

),

compared as (

    select
        typed.described_as,
        {{ is_complete_week('typed.week_starts_on', 'typed') }} as actual,
        typed.expected
    from typed

)

select * from compared
where actual is distinct from expected
