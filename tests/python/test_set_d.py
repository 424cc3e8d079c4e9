"""Ninety-two customers by the definitions of another report: settings alone, no SQL.

Frequency counts order lines, scores are cut at quantiles, ties of frequency are broken by customer,
and no order status is excluded. pandas says what comes out.
"""

import datetime
import random
from collections.abc import Callable

import pandas
import pytest

from dbt_runs import Build, Line

NEWEST = datetime.date(2025, 6, 30)
SETTINGS = {
    "frequency_unit": "order_line",
    "score_method": dict.fromkeys(("recency", "frequency", "monetary"), "quantile"),
    "score_ties": {"recency": "shared", "frequency": "broken", "monetary": "shared"},
    "excluded_order_statuses": [],
}
SCORES = """
    select customer_id, recency_days, frequency, recency_score, frequency_score, monetary_score
    from segmentation.fct_customer_rfm_scores order by customer_id
"""
SEGMENTS = """
    select customer_id, segment from segmentation.fct_customer_segments
    where scheme = 'rfm' order by customer_id
"""


def ninety_two() -> list[Line]:
    """Return the order lines of 92 customers; 41 of them have three orders of one line each."""
    draw = random.Random(92)
    lines: list[Line] = []
    for number in range(92):
        orders = 3 if number % 9 in (0, 2, 5, 7) else draw.choice([1, 2, 4, 5, 6, 8])
        for order in range(orders):
            day = NEWEST - datetime.timedelta(days=draw.randrange(number, 300))
            for _ in range(1 if orders == 3 else draw.randint(1, 3)):
                lines.append(
                    {
                        "order_id": f"{number}-{order}",
                        "customer_id": f"C{number:03}",
                        "ordered_at": NEWEST.isoformat() if number == 0 else day.isoformat(),
                        "line_amount": f"{draw.randrange(100, 9_000) / 100:.2f}",
                        "order_status": draw.choice(["Shipped", "Cancelled", "Disputed", None]),
                    }
                )
    draw.shuffle(lines)
    return lines


def by_pandas(lines: list[Line]) -> pandas.DataFrame:
    """Return scores and segment by customer, in the order of customer_id."""
    frame = pandas.DataFrame(lines)
    frame["day"] = pandas.to_datetime(frame.ordered_at)
    frame["amount"] = frame.line_amount.astype(float)
    customers = (
        frame.groupby("customer_id")
        .agg(day=("day", "max"), lines=("order_id", "size"), paid=("amount", "sum"))
        .sort_index()
    )
    customers["days"] = (frame.day.max() - customers.day).dt.days
    fifths = [1, 2, 3, 4, 5]
    customers["r"] = pandas.qcut(customers.days, 5, labels=fifths[::-1]).astype(int)
    ranks = customers.lines.rank(method="first")
    customers["f"] = pandas.qcut(ranks, 5, labels=fifths).astype(int)
    customers["m"] = pandas.qcut(customers.paid, 5, labels=fifths).astype(int)
    customers["segment"] = [segment(r, f) for r, f in zip(customers.r, customers.f, strict=True)]
    return customers


def segment(r: int, f: int) -> str:
    if r >= 4 and f >= 4:
        return "vip"
    if r >= 3 and f >= 3:
        return "loyal"
    if r >= 3:
        return "potential_loyalist"
    return "at_risk" if f >= 3 else "lost"


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    return ninety_two()


@pytest.fixture(scope="module")
def expected(lines: list[Line]) -> pandas.DataFrame:
    return by_pandas(lines)


@pytest.fixture(scope="module")
def result(build: Callable[..., Build], lines: list[Line]) -> Build:
    marts = ("+fct_customer_rfm_scores", "+fct_customer_segments")
    options = ("--select", *marts, "--indirect-selection", "buildable")
    done = build(lines, options=options, **SETTINGS)
    assert done.ok, done.said[-3000:]
    return done


def test_scores_are_those_of_pandas(result: Build, expected: pandas.DataFrame) -> None:
    columns = expected[["days", "lines", "r", "f", "m"]]
    assert result.rows(SCORES) == list(columns.itertuples(name=None))


def test_segments_are_those_of_pandas(result: Build, expected: pandas.DataFrame) -> None:
    assert result.rows(SEGMENTS) == list(expected[["segment"]].itertuples(name=None))
    assert expected.segment.nunique() == 5
