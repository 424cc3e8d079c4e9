with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

),

moves as (

    select
        month,
        scheme,
        count(previous_segment) as customers_kept,
        count(case when previous_segment <> segment then 1 end) as customers_moved,
        count(case when segment_rank < previous_rank then 1 end) as customers_up,
        count(case when segment_rank > previous_rank then 1 end) as customers_down
    from history
    where not is_first_month
    group by month, scheme

),

drifts as (

    select * from {{ ref('customer_segmentation', 'int_segment_drifts') }}

),

judged as (

    select
        moves.month,
        moves.scheme,
        {{ stability_level('drifts.population_stability_index') }} as warning_level,
        moves.customers_kept,
        moves.customers_moved,
        moves.customers_up,
        moves.customers_down,
        {{ ratio('moves.customers_moved', 'moves.customers_kept') }} as moved_share,
        drifts.population_stability_index
    from moves
    inner join drifts
        on
            moves.month = drifts.month
            and moves.scheme = drifts.scheme

)

select * from judged
