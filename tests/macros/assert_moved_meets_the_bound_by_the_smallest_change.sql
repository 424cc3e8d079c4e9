{# what is expected has two decimals #}
{{ config(enabled=(
    project_name == 'customer_segmentation' and var('segmentation_amount_decimals') == 2
)) }}

{% set metrics = dict() -%}
{% for metric in rule_metrics() -%}
{% do metrics.update({metric.name: metric}) -%}
{% endfor -%}
with

-- more orders are better, in whole ones
ordered as (

    select * from (
        values
        (1, 4, null, 4),
        (1, 2.5, null, 3),
        (3, 2.5, null, 3),
        (4, 4, null, 4),
        (9, 4, null, 9),
        (5, null, 3, 5),
        (5, null, null, 5),
        (null, 4, null, null)
    ) as ordered (orders, orders_at_least, orders_below, expected)

),

-- more revenue is better, in whole cents
spent as (

    select * from (
        values
        (100, 450.5, null, 450.5),
        (-10, 0, null, 0),
        (450.5, 450.5, null, 450.5),
        (900, 450.5, 800, 900),
        (100, 450.505, null, 450.51),
        (100, 9999999999999999999999.0, null, 9999999999999999.99),
        (null, 450.5, null, null)
    ) as spent (revenue, revenue_at_least, revenue_below, expected)

),

-- fewer days are better, in whole ones
late as (

    select * from (
        values
        (90, null, 30, 29),
        (30, null, 30, 29),
        (29, null, 30, 29),
        (90, null, 29.5, 29),
        (90, null, -9999999999999999999999.0, -999999999999999999),
        (5, null, 30, 5),
        (5, 10, null, 5),
        (5, null, null, 5),
        (null, null, 30, null)
    ) as late (recency_days, recency_days_at_least, recency_days_below, expected)

),

-- a smaller share is better, by millionths
refunded as (

    select * from (
        values
        (0.5, null, 0.1, 0.099999),
        (0.1, null, 0.1, 0.099999),
        (0.05, null, 0.1, 0.05),
        (null, null, 0.1, null)
    ) as refunded (refund_share, refund_share_at_least, refund_share_below, expected)

),

-- a shorter gap is better, by hundredths of a day
spaced as (

    select * from (
        values
        (10, null, 7, 6.99),
        (10, null, 7.005, 7),
        (7.01, null, 7.015, 7.01)
    ) as spaced (
        days_between_orders, days_between_orders_at_least, days_between_orders_below, expected
    )

),

compared as (

    select
        'orders' as metric,
        cast(
            {{ moved(metrics['orders'], 'ordered', 'ordered') }} as {{ bound_type() }}
        ) as actual,
        ordered.expected
    from ordered
    union all
    select
        'revenue' as metric,
        cast(
            {{ moved(metrics['revenue'], 'spent', 'spent') }} as {{ bound_type() }}
        ) as actual,
        spent.expected
    from spent
    union all
    select
        'recency_days' as metric,
        cast(
            {{ moved(metrics['recency_days'], 'late', 'late') }} as {{ bound_type() }}
        ) as actual,
        late.expected
    from late
    union all
    select
        'refund_share' as metric,
        cast(
            {{ moved(metrics['refund_share'], 'refunded', 'refunded') }} as {{ bound_type() }}
        ) as actual,
        refunded.expected
    from refunded
    union all
    select
        'days_between_orders' as metric,
        cast(
            {{ moved(metrics['days_between_orders'], 'spaced', 'spaced') }} as {{ bound_type() }}
        ) as actual,
        spaced.expected
    from spaced

)

select * from compared
where actual is distinct from expected
