"""What must hold of the account tiers that ship, whatever the company."""

from dbt_runs import Build

ASKED = """
    with tiers as (
        select
            segments.segment, metrics.revenue, metrics.orders_trend, metrics.tenure_days,
            metrics.recency_days > 2 * coalesce(metrics.days_between_orders, 180) as is_silent,
            metrics.recency_days <= coalesce(metrics.days_between_orders, 180) as is_on_rhythm,
            metrics.orders_trend < -0.3 as is_declining
        from segmentation.fct_customer_segments as segments
        inner join segmentation.fct_customer_metrics as metrics
            on segments.customer_id = metrics.customer_id
        where segments.scheme = 'account_tier'
    )
    select
        segment,
        count(*) / sum(count(*)) over () as customers,
        (sum(revenue) / sum(sum(revenue)) over ())::double as revenue,
        median(revenue)::double as median_revenue,
        avg(orders_trend)::double as trend,
        avg((is_silent or is_declining)::integer) as silent_or_declining,
        count(*) filter (tenure_days < 90) as young,
        count(*) filter (is_on_rhythm and not is_declining) as on_rhythm
    from tiers
    group by segment
"""


def broken(company: Build) -> list[str]:
    """Return what doesn't hold of a company's tiers, in words with the figures."""
    names = (
        "segment", "customers", "revenue", "median_revenue", "trend", "silent_or_declining",
        "young", "on_rhythm",
    )
    tiers = {row[0]: dict(zip(names, row, strict=True)) for row in company.rows(ASKED)}
    strategic, growth, stable, at_risk = (
        tiers[tier] for tier in ("strategic", "growth", "stable", "at_risk")
    )
    medians = [tier["median_revenue"] for tier in (stable, growth, strategic)]
    rises_most = growth["trend"] == max(tier["trend"] for tier in tiers.values())
    truths = {
        "of At-Risk at least 95 of 100 are silent beyond twice their rhythm, or decline":
            at_risk["silent_or_declining"] >= 0.95,
        "nobody of less than 90 days is At-Risk": at_risk["young"] == 0,
        "nobody on rhythm without decline is At-Risk": at_risk["on_rhythm"] == 0,
        "Strategic holds more than half of the revenue": strategic["revenue"] > 0.5,
        "Strategic is fewer than a fifth of the customers": strategic["customers"] < 0.2,
        "Growth lies between Stable and Strategic, or rises most":
            medians == sorted(medians) or rises_most,
    }
    return [f"{truth}: {tiers}" for truth, holds in truths.items() if not holds]
