-- by the definition, for a tenth more and for the smallest effect: the effect is 2.8016 times the
-- standard error of the difference of two rates (1.96 + 0.8416), whatever closed form found it
{{ config(enabled=is_part('campaigns')) }}

with

plans as (

    select
        *,
        cast(baseline_buyers as {{ type_of('float') }}) / baseline_customers as rate
    from {{ ref('customer_segmentation', 'fct_campaign_plans') }}
    where baseline_buyers > 0

),

designs as (

    select
        scheme,
        segment,
        rate,
        1.1 * rate as raised,
        group_size_needed as customers,
        -- of as many as are needed one is rounded up
        1 / cast(group_size_needed as {{ type_of('float') }}) as tolerance
    from plans
    where group_size_needed is not null
    union all
    select
        scheme,
        segment,
        rate,
        rate + smallest_lift as raised,
        customers_per_group as customers,
        -- six places of the effect
        0.000002 / smallest_lift as tolerance
    from plans
    where smallest_lift is not null

),

measured as (

    select
        *,
        (raised - rate)
        / sqrt((rate * (1 - rate) + raised * (1 - raised)) / customers) as standard_errors
    from designs

)

select *
from measured
where abs(standard_errors / 2.801585218 - 1) > tolerance + 0.000001
