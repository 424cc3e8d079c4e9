"""How far it is to a better segment: each stated change, applied, gets there, and less doesn't."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from dbt_runs import Build
from first_match import Rule, first_match, read_rules
from project_files import ROOT

RULES = read_rules(ROOT / "seeds/rules/segment_rules.csv")
CHANGE = re.compile(r"(\S+) (more|less|fewer) (.+)")
# what a gap calls a metric, in the singular and the plural
METRICS = {
    "day since the last order": "recency_days", "days since the last order": "recency_days",
    "order": "orders", "orders": "orders", "revenue": "revenue", "orders trend": "orders_trend",
    "order value against the average": "relative_order_value",
    "usual gap of silence": "silence_ratio", "usual gaps of silence": "silence_ratio",
}
STEPS = {
    "recency_days": Decimal(1), "orders": Decimal(1), "revenue": Decimal("0.01"),
    "orders_trend": Decimal("0.000001"), "relative_order_value": Decimal("0.0001"),
    "silence_ratio": Decimal("0.0001"),
}
VALUES = {"recency": "recency_days", "frequency": "frequency", "monetary": "monetary"}
Values = dict[str, Any]
Changes = dict[str, Decimal]


@dataclass
class Company:
    """The marts of one build, as Python values."""

    customers: dict[str, Values]
    bands: dict[str, list[Values]]
    segments: list[Values]

    def gaps(self) -> Iterator[tuple[Values, Changes]]:
        """Yield the rows that state a change, with what it adds to each metric."""
        for row in self.segments:
            if row["better_segment"] is not None:
                yield row, parsed(row["gap_to_better_segment"])

    def changed(self, customer: str, changes: Changes) -> Values:
        """Return a customer's metrics after a change, with everything that follows from it."""
        before = self.customers[customer]
        after = before | {metric: before[metric] + by for metric, by in changes.items()}
        after["frequency"], after["monetary"] = after["orders"], after["revenue"]
        for metric, value in VALUES.items():
            if after[value] != before[value]:
                after[f"{metric}_score"] = self.score(metric, after[value])
        frequency, monetary = after["frequency_score"], after["monetary_score"]
        after["frequency_monetary_score"] = (frequency + monetary + 1) // 2
        after["rfm_total"] = after["recency_score"] + frequency + monetary
        if after["revenue"] != before["revenue"]:
            after["revenue_percentile"] = max(
                other["revenue_percentile"]
                for other in self.customers.values()
                if other["revenue"] <= after["revenue"]
            )
        return after

    def score(self, metric: str, value: Decimal) -> int:
        """Return the best score whose worst value is no better than this one; 1 for all others."""
        if metric == "recency":
            reached = [band for band in self.bands[metric] if value <= band["highest_value"]]
        else:
            reached = [band for band in self.bands[metric] if value >= band["lowest_value"]]
        return max((band["score"] for band in reached), default=1)

    def winner(self, scheme: str, customer: str, changes: Changes) -> Rule:
        return first_match(RULES[scheme], self.changed(customer, changes))


@pytest.fixture(scope="module")
def marts(demo: Build) -> Company:
    def records(query: str) -> list[Values]:
        columns = [name for name, *_ in demo.rows(f"describe {query}")]
        return [dict(zip(columns, row, strict=True)) for row in demo.rows(query)]

    bands: dict[str, list[Values]] = {}
    for band in records("select * from segmentation.fct_rfm_score_bands where customers > 0"):
        bands.setdefault(band["metric"], []).append(band)
    customers = records(
        "select * from segmentation.fct_customer_metrics"
        " inner join segmentation.fct_customer_rfm_scores using (customer_id, recency_days)"
    )
    return Company(
        {customer["customer_id"]: customer for customer in customers},
        bands,
        records("select * from segmentation.fct_customer_segments"),
    )


def parsed(gap: str) -> Changes:
    """Return what `3 more orders and 63.30 more revenue` adds to each metric."""
    changes = {}
    for part in gap.split(" and "):
        amount, direction, words = CHANGE.fullmatch(part).groups()
        changes[METRICS[words]] = Decimal(amount) * (1 if direction == "more" else -1)
    return changes


def test_the_segments_are_those_of_the_rules(marts: Company) -> None:
    """Also the check of what the other tests lean on: the rules as Python reads them."""
    for row in marts.segments:
        if row["scheme"] in RULES:
            rule = marts.winner(row["scheme"], row["customer_id"], {})
            assert (rule.segment, rule.priority) == (row["segment"], row["rule_priority"]), row


def test_every_stated_change_reaches_the_better_segment(marts: Company, demo: Build) -> None:
    listed = demo.rows("select scheme, segment, segment_rank from segmentation.dim_segments")
    ranks = {(scheme, segment): rank for scheme, segment, rank in listed}
    stated: set[str] = set()
    for row, changes in marts.gaps():
        rule = marts.winner(row["scheme"], row["customer_id"], changes)
        assert rule.segment == row["better_segment"], row
        assert ranks[row["scheme"], rule.segment] < row["segment_rank"], row
        assert abs(changes[row["gap_metric"]]) == row["gap_amount"] > 0, row
        stated.update(changes)
    assert {"recency_days", "orders", "revenue"} <= stated


def test_a_step_less_does_not_reach_it(marts: Company) -> None:
    for row, changes in marts.gaps():
        for metric, by in changes.items():
            less = by - STEPS[metric].copy_sign(by)
            rule = marts.winner(row["scheme"], row["customer_id"], changes | {metric: less})
            assert rule.segment != row["better_segment"], (metric, row)


def test_a_gap_is_stated_whole_or_not_at_all(marts: Company) -> None:
    names = ("better_segment", "gap_to_better_segment", "gap_metric", "gap_amount")
    for row in marts.segments:
        assert len({row[name] is None for name in names}) == 1, row
    stated = {row["scheme"] for row in marts.segments if row["better_segment"]}
    assert stated == set(RULES)
