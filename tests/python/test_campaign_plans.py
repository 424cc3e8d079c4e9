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
        order by segment
    """).fetchall()
    assert {segment for segment, *_ in plans} == set(RATES)
    draw = numpy.random.default_rng(1)
    for segment, needed, smallest_lift, is_enough in plans:
        rate = RATES[segment]
        assert is_enough == (needed <= PER_GROUP) == (smallest_lift <= 0.1 * rate), segment
        for size, raised in ((needed, 1.1 * rate), (PER_GROUP, rate + smallest_lift)):
            groups = [draw.binomial(size, chance, CAMPAIGNS) for chance in (raised, rate, rate)]
            assert 0.77 < called(groups[0], groups[1], size) < 0.83, (segment, size)
            assert 0.03 < called(groups[2], groups[1], size) < 0.07, (segment, size)


# treated and held out of three campaigns that did one thing, and how many buy anyway
GROUPS = ((300, 120), (200, 150), (400, 200))
RATES_ANYWAY = (0.08, 0.2, 0.5)


def lift_to_be_seen(rate: float) -> float:
    """Return the lift that four in five of the pooled ones tell from 0."""
    lift = 0.0
    # its own variance depends on it
    for _ in range(50):
        raised = rate + lift
        weight = sum(
            1 / (raised * (1 - raised) / treated + rate * (1 - rate) / control)
            for treated, control in GROUPS
        )
        lift = 2.801585 / weight ** 0.5
    return lift


def test_pooled_lifts_are_evidence_as_often_as_they_should_be(
    demo: Build, changeable: Any
) -> None:
    draw = numpy.random.default_rng(22)
    for table in ("int_campaign_windows", "int_campaign_groups_compared"):
        changeable.execute(f"delete from segmentation_work.{table}")
    for rate in RATES_ANYWAY:
        for lift in (0.0, lift_to_be_seen(rate)):
            for number, (treated, control) in enumerate(GROUPS):
                campaigns = {  # noqa: F841
                    "number": numpy.arange(CAMPAIGNS),
                    "treated_buyers": draw.binomial(treated, rate + lift, CAMPAIGNS),
                    "control_buyers": draw.binomial(control, rate, CAMPAIGNS),
                }
                changeable.execute(f"""
                    create or replace temp view drawn as
                    select '{rate} {lift > 0} ' || number as action, action || ' {number}' as
                        campaign_id, 'all' as scheme, 'all' as segment, true as is_measured,
                        true as is_finished, {treated} as treated_customers,
                        {control} as control_customers, treated_buyers, control_buyers
                    from campaigns;
                    insert into segmentation_work.int_campaign_windows by name
                    select campaign_id, action, is_measured, is_finished from drawn;
                    insert into segmentation_work.int_campaign_groups_compared by name
                    select * exclude (action, is_measured, is_finished) from drawn
                """)
    found = changeable.execute(f"""
        select split_part(action, ' ', 1) as rate, split_part(action, ' ', 2) as has_lift,
            avg((lift_low > 0 or lift_high < 0)::integer), avg((heterogeneity > 0.75)::integer),
            count(*)
        from ({demo.test_sql("int_action_lifts")}) group by all
    """).fetchall()
    assert len(found) == 2 * len(RATES_ANYWAY)
    for rate, has_lift, told, differing, actions in found:
        assert actions == CAMPAIGNS
        low, high = (0.77, 0.83) if has_lift == "True" else (0.03, 0.07)
        assert low < told < high, (rate, has_lift, told)
        # three campaigns with one effect differ that much once in fifty
        assert differing < 0.04, (rate, has_lift, differing)
