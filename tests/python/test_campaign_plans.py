"""Plans hold what they say: simulated campaigns of that size show effects as often as planned."""

from typing import Any

import numpy

from dbt_runs import Build

CAMPAIGNS = 1_000
RATES = {"vip": 0.70, "loyal": 0.40, "potential_loyalist": 0.15, "at_risk": 0.03, "lost": 0.01}
# of 10,000 customers who are there today
PER_GROUP = 5_000


def called(treated: numpy.ndarray, control: numpy.ndarray, size: int) -> float:
    """Return the share of campaigns whose two groups of a size differ by their 95 % interval."""
    rates = treated / size, control / size
    spread = numpy.sqrt(sum(rate * (1 - rate) for rate in rates) / size)
    return float(numpy.mean(abs(rates[0] - rates[1]) > 1.959964 * spread))


def test_simulated_campaigns_have_the_planned_power(demo: Build, changeable: Any) -> None:
    changeable.execute(f"update segmentation.fct_segment_summary set customers = {2 * PER_GROUP}")
    for segment, rate in RATES.items():
        changeable.execute(
            "update segmentation_work.int_campaign_baselines set customers = 10000, buyers = ? "
            "where scheme = 'rfm' and segment = ?", [round(10_000 * rate), segment],
        )
    plans = changeable.execute(f"""
        select segment, group_size_needed, smallest_lift::double, is_enough
        from ({demo.test_sql("fct_campaign_plans")}) where scheme = 'rfm'
    """).fetchall()
    assert {segment for segment, *_ in plans} == set(RATES)
    draw = numpy.random.default_rng(22)
    for segment, needed, smallest_lift, is_enough in plans:
        rate = RATES[segment]
        assert is_enough == (needed <= PER_GROUP) == (smallest_lift <= 0.1 * rate), segment
        for size, raised in ((needed, 1.1 * rate), (PER_GROUP, rate + smallest_lift)):
            groups = [draw.binomial(size, chance, CAMPAIGNS) for chance in (raised, rate, rate)]
            assert 0.77 < called(groups[0], groups[1], size) < 0.83, (segment, size)
            assert 0.03 < called(groups[2], groups[1], size) < 0.07, (segment, size)
