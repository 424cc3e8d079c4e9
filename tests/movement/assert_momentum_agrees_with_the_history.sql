-- counted back from the latest month end, without the windows that the momentum is made of
with

latest as (

    select max(as_of_date) as as_of_date
    from {{ ref('customer_segmentation', 'fct_customer_segment_history') }}

),

history as (

    select
        history.scheme,
        history.customer_id,
        history.segment,
        {{ dbt.datediff('history.as_of_date', 'latest.as_of_date', 'month') }} as months_ago
    from {{ ref('customer_segmentation', 'fct_customer_segment_history') }} as history
    cross join latest

),

today as (

    select *
    from history
    where months_ago = 0

),

spans as (

    select max(months_ago) + 1 as months
    from history

),

same as (

    select
        today.scheme,
        today.customer_id,
        history.months_ago
    from today
    inner join history
        on
            today.scheme = history.scheme
            and today.customer_id = history.customer_id
            and today.segment = history.segment

),

-- the stay began after the latest month at which the customer was elsewhere or nowhere
breaks as (

    select
        same.scheme,
        same.customer_id,
        same.months_ago
    from same
    left join same as earlier
        on
            same.scheme = earlier.scheme
            and same.customer_id = earlier.customer_id
            and same.months_ago + 1 = earlier.months_ago
    where earlier.customer_id is null

),

stays as (

    select
        scheme,
        customer_id,
        min(months_ago) + 1 as months_in_segment
    from breaks
    group by scheme, customer_id

),

expected as (

    select
        today.scheme,
        today.customer_id,
        today.segment,
        stays.months_in_segment,
        history.segment as previous_segment,
        case
            when history.segment is null then 'entered'
            when own.segment_rank < other.segment_rank then 'up'
            when own.segment_rank > other.segment_rank then 'down'
            else 'sideways'
        end as last_move
    from today
    inner join stays
        on
            today.scheme = stays.scheme
            and today.customer_id = stays.customer_id
    left join history
        on
            today.scheme = history.scheme
            and today.customer_id = history.customer_id
            and stays.months_in_segment = history.months_ago
    left join {{ ref('customer_segmentation', 'dim_segments') }} as own
        on
            today.scheme = own.scheme
            and today.segment = own.segment
    left join {{ ref('customer_segmentation', 'dim_segments') }} as other
        on
            history.scheme = other.scheme
            and history.segment = other.segment

)

select
    expected.*,
    momentum.months_in_segment as months_told,
    momentum.last_move as move_told
from expected
full join {{ ref('customer_segmentation', 'fct_customer_momentum') }} as momentum
    on
        expected.scheme = momentum.scheme
        and expected.customer_id = momentum.customer_id
cross join spans
where
    expected.segment is distinct from momentum.segment
    or expected.months_in_segment is distinct from momentum.months_in_segment
    or expected.previous_segment is distinct from momentum.previous_segment
    or expected.last_move is distinct from momentum.last_move
    or momentum.months_in_segment > spans.months
    or (momentum.has_slid_twice and momentum.last_move <> 'down')
    or (momentum.has_risen_twice and momentum.last_move <> 'up')
