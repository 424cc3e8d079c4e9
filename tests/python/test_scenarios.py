"""Small companies and odd ones: every build holds all data tests, and gives the sensible answer."""

import re

import pytest

from dbt_runs import MARTS, SMALL, Build, Builder, Line, line
from replay import Replay

CONCENTRATION = """
    select percentile, customers, revenue::varchar, cumulative_revenue_share::varchar,
        lorenz_revenue_share::varchar, gini::varchar
    from segmentation.fct_revenue_concentration
    where scheme = 'all' and percentile in (0, 1, 50, 100) order by percentile
"""


@pytest.fixture(scope="module")
def replay(small: Build) -> Replay:
    """What a build ran, to be run on other lines."""
    return Replay(small)


def test_no_line_that_counts(replay: Replay) -> None:
    """Without any line a build stops (test_inputs.py); one that doesn't count is a customer."""
    with replay.of([line("1", "A", "2025-01-05", "10", order_status="cancelled")]) as result:
        for number, mart in (
            (1, "dim_customers"), (0, "fct_customer_metrics"), (0, "fct_customer_segments"),
            (0, "fct_revenue_concentration"),
        ):
            assert result.one(f"select count(*) from {MARTS}.{mart}") == number, mart
        summary = "select distinct customers, orders, revenue::varchar, revenue_share, repeat_rate"
        assert result.rows(f"{summary} from segmentation.fct_segment_summary") == [
            (0, 0, "0.00", None, None)
        ]


def test_one_customer_is_everybody(replay: Replay) -> None:
    with replay.of([line("1", "A", "2025-01-05", "10")]) as result:
        segment = "select segment from segmentation.fct_customer_segments where scheme = 'rfm'"
        assert result.one(segment) == "lost"
        everybody = (1, "10.00", "1.000000", "1.000000", "0.000000")
        assert result.rows(CONCENTRATION) == [
            (0, 0, "0.00", "0.000000", "0.000000", "0.000000"),
            *((percentile, *everybody) for percentile in (1, 50, 100)),
        ]


def test_refunds_are_told(small: Build) -> None:
    assert "2 refund lines of 2 customers, -170.00 in all; 1 of them, -150.00, count" in small.said


def test_refunds_above_sales_leave_no_share_above_one_or_below_zero(replay: Replay) -> None:
    """The contracts hold every share between 0 and 1; here are those that sentences tell."""
    rows = [
        *(line(str(n), "a", f"2024-0{n}-05", "100") for n in (1, 2)),
        line("3", "b", "2024-01-10", "50"),
        line("R3", "b", "2024-01-20", "-120"),
        line("4", "c", "2024-01-15", "60"),
        line("4", "c", "2024-01-15", "-60"),
        line("5", "d", "2024-02-20", "30"),
    ]
    with replay.of(rows) as result:
        told = [row[0] for row in result.rows("select sentence from segmentation.fct_insights")]
    assert told
    for sentence in told:
        shares = re.findall(r"(-?[\d.,]+) % of", sentence)
        assert all(0 <= float(share.replace(",", "")) <= 100 for share in shares), sentence
        # what sent back more than it bought costs nothing when it leaves
        assert not re.search(r"(costs|largest|average) -", sentence), sentence


def test_typed_and_other_columns_give_the_same_marts_as_text(replay: Replay, small: Build) -> None:
    types = {
        "order_id": "bigint", "customer_id": "integer", "ordered_at": "timestamptz",
        "line_amount": "double", "quantity": "integer", "unit_price": "double",
        "country": "varchar", "reason": "varchar", "is_counted": "varchar",
    }
    rows: list[Line] = [{**row, "reason": "x", "is_counted": "no"} for row in SMALL]
    with replay.of(rows, types) as result:
        found = result.marts()
    assert len(found) > 25
    built = small.marts()
    for name, mart in found.items():
        assert mart == built[name], name


def test_refund_policy_raise_stops_the_build_with_counts(build: Builder, replay: Replay) -> None:
    judge = "assert_refunds_are_allowed"
    asked = build(command="compile", options=["--select", judge], refund_policy="raise")
    with replay.of(SMALL):
        [(said,)] = replay.rows(asked.test_sql(judge))
    assert "segmentation_refund_policy is raise" in said
    assert "2 refund lines of 2 customers, -170.00 in all" in said
    with replay.of([row for row in SMALL if not row["line_amount"].startswith("-")]):
        assert replay.rows(asked.test_sql(judge)) == []
