"""The action log: the planted effect is found, by the mart and by a plain count of the seeds."""

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from dbt_runs import Build
from project_files import ROOT

# the playbook gives both 30 days
DAYS = timedelta(days=30)
LATENESS = (1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
RHYTHM = (15, 30, 60, 120, 240)


@pytest.fixture(scope="module")
def planted() -> dict[str, dict[str, float]]:
    text = (ROOT / "tests/fixtures/demo_planted_truth.json").read_text(encoding="utf-8")
    return json.loads(text)["logged_actions"]


@pytest.fixture(scope="module")
def outcomes(demo: Build) -> dict[str, dict[str, Any]]:
    names = [
        "action", "done", "reviewed", "came_back", "compared_customers", "alike_customers",
        "compared_rate", "alike_rate", "difference", "difference_low", "difference_high", "verdict",
    ]
    rows = demo.rows(
        f"select {', '.join(names)} from segmentation.fct_action_outcomes where scheme = 'all'"
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def test_the_planted_odds_lie_in_the_intervals(
    planted: dict[str, dict[str, float]], outcomes: dict[str, dict[str, Any]]
) -> None:
    assert len(planted) == 2
    for action, truth in planted.items():
        found = outcomes[action]
        alike = float(found["alike_rate"])
        odds = truth["odds"] * alike / (1 - alike)
        effect = odds / (1 + odds) - alike
        assert found["difference_low"] < effect < found["difference_high"], action
        # and where there is an effect, the interval tells it from nothing
        assert (found["difference_low"] > 0) == (truth["odds"] > 1), action
        words = "More came back" if truth["odds"] > 1 else "As many came back"
        assert found["verdict"].startswith(words) and "No lot was drawn" in found["verdict"]


def test_a_mailing_without_effect_works_in_no_segment(demo: Build) -> None:
    """Chance alone names one interval in twenty."""
    found = demo.rows("""
        select difference_low > 0 or difference_high < 0 from segmentation.fct_action_outcomes
        where action = 'Send a limited-time offer' and difference_low is not null
    """)
    assert len(found) > 15
    assert sum(claimed for (claimed,) in found) <= 1


def place(value: float, bounds: tuple[float, ...]) -> int:
    return bisect_right(bounds, value)


def test_a_plain_count_says_the_same(demo: Build, outcomes: dict[str, dict[str, Any]]) -> None:
    """Customer by customer from orders by day and the log, without what the models make of them."""
    bought: dict[str, list[date]] = defaultdict(list)
    for customer, day in demo.rows("""
        select distinct customer_id, ordered_on from segmentation_work.int_orders_by_day
        where is_purchase order by all
    """):
        bought[customer].append(day)
    log = demo.rows("""
        select distinct trim(customer_id), lower(trim(action)), cast(done_on as date)
        from segmentation_demo.demo_action_log
        where try_cast(done_on as date) <= date '2025-12-31'
    """)
    ends = [day for (day,) in demo.rows(
        "select as_of_date from segmentation_work.int_history_dates where is_month_end order by all"
    )]
    large = {(customer, day): percentile for customer, day, percentile in demo.rows("""
        select customer_id, as_of_date, revenue_percentile
        from segmentation_work.int_history_measured
    """)}

    def end_before(day: date) -> date:
        return max(end for end in ends if end < day)

    asked: dict[tuple[str, date], date] = {}
    for customer, _, day in log:
        key = (customer, end_before(day))
        asked[key] = min(day, asked.get(key, day))

    def cell(customer: str, end: date) -> tuple[int, ...] | None:
        known = [day for day in bought[customer] if day <= end]
        if not known:
            return None
        value = place(float(large[customer, end]), (0.5, 0.8))
        silence = (end - known[-1]).days
        if len(known) == 1:
            return (100 + place(silence / 180, (1.0, 2.0)), value, len(RHYTHM))
        gap = round((known[-1] - known[0]).days / (len(known) - 1) + 1e-9, 2)
        return (place(round(silence / gap + 1e-9, 4), LATENESS), value, place(gap, RHYTHM))

    def ordered(customer: str, after: date, until: date) -> bool:
        return any(after < day <= until for day in bought[customer])

    cells = {
        (customer, end): cell(customer, end)
        for customer in bought
        for end in {end for _, end in asked}
    }
    for action in ("Re-engage personally: ask what has changed", "Send a limited-time offer"):
        found = outcomes[action]
        reviewed = [
            (customer, day) for customer, text, day in log
            if text == action.lower() and day + DAYS <= date(2025, 12, 31)
        ]
        came_back = sum(ordered(customer, day, day + DAYS) for customer, day in reviewed)
        assert (len(reviewed), came_back) == (found["reviewed"], found["came_back"])
        rates, fewest = defaultdict(list), {}
        returned: Counter[bool] = Counter()
        for customer, day in reviewed:
            end = end_before(day)
            group = cells.get((customer, end))
            if not group or asked[customer, end] < day or ordered(customer, end, day):
                continue
            alike = [
                other for other in bought
                if cells[other, end] == group and not ordered(other, end, day)
                and asked.get((other, end), date.max) > day
            ]
            if alike:
                returned[ordered(customer, day, day + DAYS)] += 1
                back = sum(ordered(other, day, day + DAYS) for other in alike)
                rates[end, group].append((back, len(alike)))
                fewest[end, group] = min(len(alike), fewest.get((end, group), len(alike)))
        assert returned.total() == found["compared_customers"]
        assert sum(fewest.values()) == found["alike_customers"]
        share = returned[True] / returned.total()
        beside = sum(
            len(reviews) * sum(back for back, _ in reviews) / sum(of for _, of in reviews)
            for reviews in rates.values()
        ) / returned.total()
        assert share == pytest.approx(float(found["compared_rate"]), abs=1e-6)
        assert beside == pytest.approx(float(found["alike_rate"]), abs=2e-6)
        assert share - beside == pytest.approx(float(found["difference"]), abs=3e-6)
