{%- set year_before = dbt.dateadd('month', -12, 'as_of_date') -%}
{#- the later period, from and to, and the earlier one -#}
{%- set comparisons = {
    'previous_month': [
        'month_starts_on', 'next_month_starts_on - 1',
        dbt.dateadd('month', -1, 'month_starts_on'), 'month_starts_on - 1',
    ],
    'same_month_last_year': [
        'month_starts_on', 'next_month_starts_on - 1',
        dbt.dateadd('month', -12, 'month_starts_on'),
        dbt.dateadd('day', -1, dbt.dateadd('month', -11, 'month_starts_on')),
    ],
    'previous_90_days': ['as_of_date - 89', 'as_of_date', 'as_of_date - 179', 'as_of_date - 90'],
    'same_90_days_last_year': [
        'as_of_date - 89', 'as_of_date', dbt.dateadd('day', -89, year_before), year_before,
    ],
} -%}
with

-- one row in any case: without a complete month its day is null, and no months are compared
latest_months as (

    select
        max(month_starts_on) as month_starts_on,
        cast({{ dbt.dateadd('month', 1, 'max(month_starts_on)') }} as date) as next_month_starts_on
    from {{ ref('customer_segmentation', 'int_sales_months') }}
    where is_complete_month

),

-- the dates that come with totals are not those of lines
as_of_dates as (

    select
        as_of_dates.*,
        latest_months.month_starts_on,
        latest_months.next_month_starts_on
    from {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    cross join latest_months
    where {{ 'false' if uses_totals() else 'as_of_dates.first_line_on is not null' }}

),

-- each period has a bit of its own, so that one number says which of them a day is in
dated as (

    {% for comparison, days in comparisons.items() -%}
    select
        '{{ comparison }}' as comparison,
        {{ 4 ** loop.index0 }} as before_bit,
        {{ 2 * 4 ** loop.index0 }} as after_bit,
        cast({{ days[2] }} as date) as before_first_on,
        cast({{ days[3] }} as date) as before_last_on,
        cast({{ days[0] }} as date) as after_first_on,
        cast({{ days[1] }} as date) as after_last_on,
        first_line_on,
        last_line_on,
        window_starts_on
    from as_of_dates
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- days that nobody exported must not look like a fall, see is_complete()
whole as (

    select
        comparison,
        before_bit,
        after_bit,
        before_first_on,
        before_last_on,
        after_first_on,
        after_last_on
    from dated
    where
        before_first_on >= window_starts_on
        and before_first_on >= first_line_on
        and after_last_on <= cast({{ dbt.dateadd('day', 6, 'last_line_on') }} as date)

)

select * from whole
