"""Small companies and odd ones: every build holds all data tests, and gives the sensible answer."""

import re
from collections.abc import Callable

import pytest

from dbt_runs import MARTS, SMALL, Build, Line, line
from replay import Replay, query_of

METRICS = """
    select customer_id, orders, revenue::varchar, recency_days
    from segmentation.fct_customer_metrics order by customer_id
"""
SCORES = """
    select customer_id, recency_score, frequency_score, monetary_score
    from segmentation.fct_customer_rfm_scores order by customer_id
"""
SEGMENTS = """
    select customer_id, segment from segmentation.fct_customer_segments where scheme = 'rfm'
"""
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
        assert result.one(f"select count(*) from {MARTS}.dim_customers") == 1
        for mart in ("fct_customer_metrics", "fct_customer_segments", "fct_revenue_concentration"):
            assert result.one(f"select count(*) from {MARTS}.{mart}") == 0, mart
        assert result.one("select count(*) from segmentation.dim_segments") > 0
        summary = "select distinct customers, orders, revenue::varchar, revenue_share, repeat_rate"
        assert result.rows(f"{summary} from segmentation.fct_segment_summary") == [
            (0, 0, "0.00", None, None)
        ]


def test_one_customer_has_the_lowest_scores(replay: Replay) -> None:
    with replay.of([line("1", "A", "2025-01-05", "10")]) as result:
        assert result.rows(METRICS) == [("A", 1, "10.00", 0)]
        assert result.rows(SCORES) == [("A", 1, 1, 1)]
        assert result.rows(SEGMENTS) == [("A", "lost")]
        shares = "select revenue_share, revenue_percentile, cumulative_revenue_share"
        assert result.rows(f"{shares} from segmentation.fct_customer_metrics") == [(1, 0, 1)]
        # one customer is everybody, and nobody is unequal
        everybody = (1, "10.00", "1.000000", "1.000000", "0.000000")
        assert result.rows(CONCENTRATION) == [
            (0, 0, "0.00", "0.000000", "0.000000", "0.000000"),
            *((percentile, *everybody) for percentile in (1, 50, 100)),
        ]
        verdicts = "select verdict, reason from segmentation.fct_seasonality order by period desc"
        assert result.rows(verdicts) == [
            ("not enough history", "0 complete months; 24 are needed"),
            ("not enough history", "0 complete weeks; 8 are needed"),
        ]


def test_refunds_lower_revenue_and_nothing_else(small: Build) -> None:
    # 12 is left with less than nothing, 14 has only sent back: no purchase, so no metrics
    assert small.rows(METRICS) == [
        ("11", 2, "200.49", 28),
        ("12", 1, "-50.00", 40),
        ("13", 1, "0.00", 0),
        ("15", 1, "1000.00", 60),
    ]
    refunds = "select customer_id, refund_lines, refunds::varchar"
    assert small.rows(f"{refunds} from segmentation.fct_customer_metrics where refunds <> 0") == [
        ("12", 1, "150.00")
    ]
    assert small.rows(
        "select customer_id, has_orders, rfm_segment from segmentation.dim_customers"
        " where customer_id = '14'"
    ) == [("14", False, None)]
    assert len(small.rows(SEGMENTS)) == 4
    assert "2 refund lines of 2 customers, -170.00 in all; 1 of them, -150.00, count" in small.said
    # the differences of all pairs of 1000.00, 200.49, 0 and 0 add up to 6400.98
    assert small.rows(CONCENTRATION) == [
        (0, 0, "0.00", "0.000000", "0.000000", "0.666497"),
        (1, 1, "1000.00", "0.832993", "0.000000", "0.666497"),
        (50, 2, "1200.49", "1.000000", "0.000000", "0.666497"),
        (100, 4, "1150.49", "1.000000", "1.000000", "0.666497"),
    ]


def test_refunds_above_sales_leave_no_share_above_one_or_below_zero(replay: Replay) -> None:
    """The contracts hold every share between 0 and 1; shares are of the 230 above zero."""
    rows = [
        line("1", "a", "2024-01-05", "100"),
        line("2", "a", "2024-02-05", "100"),
        line("3", "b", "2024-01-10", "50"),
        line("R3", "b", "2024-01-20", "-120"),
        line("4", "c", "2024-01-15", "60"),
        line("4", "c", "2024-01-15", "-60"),
        line("5", "d", "2024-02-20", "30"),
    ]
    metrics = """
        select customer_id, revenue::varchar, revenue_share::varchar,
            cumulative_revenue_share::varchar
        from segmentation.fct_customer_metrics order by customer_id
    """
    with replay.of(rows) as result:
        assert result.rows(metrics) == [
            ("a", "200.00", "0.869565", "0.869565"),
            ("b", "-70.00", "0.000000", "1.000000"),
            ("c", "0.00", "0.000000", "1.000000"),
            ("d", "30.00", "0.130435", "1.000000"),
        ]
        sums = "select sum(revenue)::varchar, sum(revenue_share)::varchar"
        assert result.rows(f"{sums} from segmentation.fct_customer_metrics") == [
            ("160.00", "1.000000")
        ]
        assert result.rows(CONCENTRATION)[-1] == (
            100, 4, "160.00", "1.000000", "1.000000", "0.684783"
        )
        told = [row[0] for row in result.rows("select sentence from segmentation.fct_insights")]
    assert told
    for sentence in told:
        shares = re.findall(r"(-?[\d.,]+) % of", sentence)
        assert all(0 <= float(share.replace(",", "")) <= 100 for share in shares), sentence
        # what sent back more than it bought costs nothing when it leaves
        assert not re.search(r"(costs|largest|average) -", sentence), sentence


def test_typed_columns_and_others_beside_them_give_the_same_marts_as_text(
    replay: Replay, small: Build
) -> None:
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


def test_several_currencies_without_the_setting_stop_the_build(replay: Replay) -> None:
    rows = [
        line(str(n), "A", "2025-01-05", "10", currency=money)
        for n, money in enumerate(("eur ", "EUR", "USD"))
    ]
    with replay.on(query_of(rows, {})):
        [said] = replay.problems
    assert "segmentation_order_lines holds several currencies (EUR, USD)" in said
    assert "segmentation_currency" in said


def test_refund_policy_raise_stops_the_build_with_counts(
    build: Callable[..., Build], replay: Replay
) -> None:
    judge = "assert_refunds_are_allowed"
    asked = build(command="compile", options=["--select", judge], refund_policy="raise")
    with replay.of(SMALL):
        [(said,)] = replay.rows(asked.test_sql(judge))
    assert "segmentation_refund_policy is raise" in said
    assert "2 refund lines of 2 customers, -170.00 in all" in said
    with replay.of([row for row in SMALL if not row["line_amount"].startswith("-")]):
        assert replay.rows(asked.test_sql(judge)) == []
