{%- set conditions = {
    'customers_kept': 'previous_segment is not null',
    'customers_moved': 'previous_segment <> segment',
    'customers_up': 'segment_rank < previous_rank',
    'customers_down': 'segment_rank > previous_rank',
} -%}
with

counted as (

    select
        month,
        next_month,
        scheme,
        segment,
        {% for column, condition in conditions.items() -%}
        sum(case when {{ condition }} then customers else 0 end) as {{ column }},
        {% endfor -%}
        sum(customers) as customers
    from {{ ref('customer_segmentation', 'int_month_end_moves') }}
    group by month, next_month, scheme, segment

),

{% set sums = ['customers'] + conditions | list -%}
totals as (

    select
        month,
        next_month,
        {% for column in sums -%}
        cast(sum({{ column }}) as bigint) as {{ column }},
        {% endfor -%}
        scheme
    from counted
    group by month, next_month, scheme

),

-- the first month has no month before
shared as (

    select
        totals.*,
        -- half a member more: an empty group would make the logarithm of its change infinite
        (coalesce(counted_before.customers, 0) + cast(0.5 as {{ type_of('float') }}))
        / (before.customers + cast(0.5 as {{ type_of('float') }})) as share_before,
        (coalesce(counted_now.customers, 0) + cast(0.5 as {{ type_of('float') }}))
        / (totals.customers + cast(0.5 as {{ type_of('float') }})) as share_now
    from totals
    inner join totals as before
        on
            totals.month = before.next_month
            and totals.scheme = before.scheme
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
        on totals.scheme = segments.scheme
    left join counted as counted_now
        on
            totals.month = counted_now.month
            and segments.scheme = counted_now.scheme
            and segments.segment = counted_now.segment
    left join counted as counted_before
        on
            totals.month = counted_before.next_month
            and segments.scheme = counted_before.scheme
            and segments.segment = counted_before.segment

),

-- each term is rounded, so that the sum does not depend on the order it is added in
indexed as (

    select
        month,
        scheme,
        {% for column in sums -%}
        max({{ column }}) as {{ column }},
        {% endfor -%}
        cast(sum(cast(
            (share_now - share_before) * ln(share_now / share_before) as decimal(28, 12)
        )) as decimal(18, 6)) as population_stability_index
    from shared
    group by month, scheme

),

judged as (

    select
        month,
        scheme,
        -- the levels that credit scoring has agreed on (Siddiqi 2006, Credit Risk Scorecards)
        case
            when population_stability_index < 0.1 then 'stable'
            when population_stability_index < 0.25 then 'shifting'
            when population_stability_index >= 0.25 then 'shifted'
        end as warning_level,
        customers_kept,
        customers_moved,
        customers_up,
        customers_down,
        {{ ratio('customers_moved', 'customers_kept') }} as moved_share,
        population_stability_index
    from indexed

)

select * from judged
