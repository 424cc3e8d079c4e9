{%- set formulas = [package_version(), standing(), order_rhythm(), metrics()] -%}
{%- for metric, value in scored_columns().items() -%}
{%- do formulas.extend([value_counts(metric, value), score(metric, value)]) -%}
{%- endfor -%}
with

order_days as (

    select
        ordered_on,
        sum(order_lines) as order_lines,
        {{ sum_of_hashes('row_hash') }} as row_hash
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    group by ordered_on

),

-- all that was known by then, in the window or not: a later day of an order is no purchase
known as (

    select
        dates.as_of_date,
        dates.window_starts_on,
        dates.recent_half_starts_on,
        sum(order_days.order_lines) as order_lines,
        {{ sum_of_hashes('order_days.row_hash') }} as row_hash
    from {{ ref('customer_segmentation', 'int_history_dates') }} as dates
    inner join order_days
        on dates.as_of_date >= order_days.ordered_on
    group by dates.as_of_date, dates.window_starts_on, dates.recent_half_starts_on

),

bounds as (

    select {{ sum_of_hashes(hash_of(['metric', 'score', 'at_least'])) }} as row_hash
    from {{ ref('customer_segmentation', 'stg_segmentation__score_bounds') }}

),

fingerprinted as (

    select
        known.as_of_date,
        {{ hash_of([
            "'" ~ local_md5(formulas | join) ~ "'", 'known.as_of_date', 'known.window_starts_on',
            'known.recent_half_starts_on', 'known.order_lines', 'known.row_hash',
            'bounds.row_hash',
        ]) }} as made_of
    from known
    cross join bounds

)

select * from fingerprinted
