{#- two-sided 95 % confidence, 80 % power -#}
{%- set k = (normal_quantile(0.975) + normal_quantile(0.8)) ** 2 -%}
{%- set days, float = setting('return_days'), type_of('float') -%}
{%- set places = setting('amount_decimals') -%}
{%- set wide_revenue = 'cast(baselines.revenue as decimal(38, ' ~ places ~ '))' -%}
with

rated as (

    select
        summary.scheme,
        summary.segment,
        summary.segment_name,
        summary.customers,
        cast({{ integer_divide('summary.customers', 2) }} as bigint) as half,
        baselines.baseline_on,
        baselines.customers as baseline_customers,
        baselines.buyers as baseline_buyers,
        {{ ratio('baselines.buyers', 'baselines.customers') }} as buying_rate,
        {{ ratio('baselines.revenue', 'baselines.customers', 4) }} as revenue_per_head,
        cast(baselines.buyers as {{ float }}) / baselines.customers as p,
        cast(baselines.revenue as {{ float }}) / baselines.customers as mean,
        nullif(
            {{ sample_variance('baselines.customers', wide_revenue, 'baselines.squares') }}, 0
        ) as variance
    from {{ ref('customer_segmentation', 'fct_segment_summary') }} as summary
    left join {{ ref('customer_segmentation', 'int_campaign_baselines') }} as baselines
        on
            summary.scheme = baselines.scheme
            and summary.segment = baselines.segment

),

-- each group has the variance of its own rate; that of revenue is taken to stay as it is.
-- The smallest effect d solves half d² = k (p (1 - p) + (p + d) (1 - p - d))
sized as (

    select
        *,
        case
            when p > 0 and 1.1 * p <= 1
                then {{ k }} * (p * (1 - p) + 1.1 * p * (1 - 1.1 * p)) / (0.01 * p * p)
        end as needed,
        case
            when p > 0 and p < 1 and half > 0
                then (
                    {{ k }} * (1 - 2 * p)
                    + sqrt(
                        {{ k * k }} * (1 - 2 * p) * (1 - 2 * p)
                        + {{ 8 * k }} * (half + {{ k }}) * p * (1 - p)
                    )
                ) / (2 * (half + {{ k }}))
        end as lift,
        case when mean > 0 then {{ 2 * k }} * variance / (0.01 * mean * mean) end
            as needed_for_revenue,
        case when half > 0 then sqrt({{ 2 * k }} * variance / half) end as revenue_lift
    from rated

),

planned as (

    select
        scheme,
        segment,
        segment_name,
        customers,
        half as customers_per_group,
        baseline_customers,
        baseline_buyers,
        buying_rate,
        cast(ceil(needed) as bigint) as group_size_needed,
        cast(case when p + lift <= 1 then lift end as decimal(18, 6)) as smallest_lift,
        cast(case when p + lift <= 1 then lift / p end as decimal(18, 6)) as smallest_relative_lift,
        revenue_per_head,
        cast(case when needed_for_revenue < 1e15 then ceil(needed_for_revenue) end as bigint)
            as revenue_group_size_needed,
        cast(revenue_lift as decimal(18, 4)) as smallest_revenue_lift,
        cast(case when revenue_lift < 1e9 * mean then revenue_lift / mean end as decimal(18, 6))
            as smallest_relative_revenue_lift,
        coalesce(needed <= half, false) as is_enough,
        baseline_on
    from sized

),

told as (

    select
        *,
        case
            when customers = 0 then 'Not enough: nobody is in this segment today.'
            when baseline_on is null
                then
                    'Not enough: nobody was in this segment at a month end with {{ days }} days'
                    || ' of orders after it.'
            when baseline_buyers = 0
                then
                    'Not enough: of ' || {{ written('baseline_customers', 'count', 'customer') }}
                    || ' nobody bought within {{ days }} days, so there is no rate to raise.'
            when group_size_needed is null
                then
                    'No room for a tenth more buyers: ' || {{ written('buying_rate', 'percent') }}
                    || ' buy within {{ days }} days as it is.'
            else
                case when is_enough then 'Enough' else 'Not enough' end
                || ' for a tenth more buyers: each group needs '
                || {{ written('group_size_needed', 'count', 'customer') }} || ' and would have '
                || {{ written('customers_per_group', 'count') }} || coalesce(
                    ', who can show a rise from ' || {{ written('buying_rate', 'percent') }}
                    || ' to ' || {{ written('buying_rate + smallest_lift', 'percent') }}
                    || ' or more.', ', who can show no rise at all.'
                )
        end as reason
    from planned

)

select * from told
