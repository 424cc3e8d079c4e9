"""What to offer and what is due, worked out a second time from the lines of the marts."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dbt_runs import Build, Line
from dbt_runs import line as order_line
from own_tables import as_relation
from project_files import ROOT
from replay import Replay

OFFERS = (
    "fct_product_affinity",
    "fct_customer_product_recommendations",
    "fct_customer_reorders_due",
)
# with the tests that look at nothing else
OFFERS_ONLY = (
    *("--select", "+path:models/marts/offers", "+dim_products"),
    *("--indirect-selection", "buildable"),
)
BOUGHT = """
    select lines.customer_id, lines.order_id, products.product_line, lines.ordered_on
    from segmentation.fct_order_lines as lines
    left join segmentation.dim_products as products using (product_id)
    where lines.is_counted and not lines.is_refund
"""
SMALLEST_PAIR = 5
DUE_WITHIN = timedelta(days=30)


def rounded(numerator: int, denominator: int, places: int = 6) -> Decimal:
    """Return the quotient, rounded half away from zero."""
    exact = Decimal(numerator) / Decimal(denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def affinity(lines_of: dict[Any, set[str]]) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return counts, support, confidence and lift of each pair that is in enough of the sets."""
    having = Counter(line for lines in lines_of.values() for line in lines)
    both = Counter(pair for lines in lines_of.values() for pair in permutations(lines, 2))
    total = len(lines_of)
    return {
        (line, other): (
            *(total, having[line], having[other], count),
            rounded(count, total),
            rounded(count, having[line]),
            rounded(count * total, having[line] * having[other]),
        )
        for (line, other), count in both.items()
        if count >= SMALLEST_PAIR
    }


def sets_of(rows: list[tuple[Any, ...]], customers: set[str] | None) -> tuple[dict, dict]:
    """Return the product lines by customer and by order, of all customers or of those named."""
    by_customer: dict[Any, set[str]] = defaultdict(set)
    by_order: dict[Any, set[str]] = defaultdict(set)
    for customer, order, line, _ in rows:
        if line is not None and (customers is None or customer in customers):
            by_customer[customer].add(line)
            by_order[customer, order].add(line)
    return by_customer, by_order


@pytest.fixture(scope="module")
def bought(demo: Build) -> list[tuple[Any, ...]]:
    return demo.rows(BOUGHT)


@pytest.mark.parametrize(
    ("scheme", "segment"), [("all", "all"), ("rfm", "lost"), ("rfm_11", "about_to_sleep")]
)
def test_affinity_is_that_of_a_second_computation(
    demo: Build, bought: list[tuple[Any, ...]], scheme: str, segment: str
) -> None:
    members = f"""
        select customer_id from segmentation.fct_customer_segments
        where scheme = '{scheme}' and segment = '{segment}'
    """
    customers = {row[0] for row in demo.rows(members)} if scheme != "all" else None
    by_customer, by_order = sets_of(bought, customers)
    found = demo.rows(f"""
        select
            product_line, other_product_line,
            customers, customers_with_line, customers_with_other, customers_with_both,
            support, confidence, lift,
            orders, orders_with_line, orders_with_other, orders_with_both,
            basket_support, basket_confidence, basket_lift
        from segmentation.fct_product_affinity
        where scheme = '{scheme}' and segment = '{segment}'
    """)
    baskets = affinity(by_order)
    expected = {pair: (*row, *baskets[pair]) for pair, row in affinity(by_customer).items()}
    assert {row[:2]: row[2:] for row in found} == expected
    assert expected


@pytest.mark.parametrize("rank", ["affinity_rank", "basket_rank"])
def test_planted_pairs_come_out_on_top(demo: Build, rank: str) -> None:
    truth = ROOT / "tests" / "fixtures" / "demo_planted_truth.json"
    planted = json.loads(truth.read_text(encoding="utf-8"))["bought_together"]
    query = f"""
        select product_line, other_product_line from segmentation.fct_product_affinity
        where scheme = 'all' and {rank} <= 4
    """
    assert set(demo.rows(query)) == {pair for lines in planted for pair in permutations(lines)}


def test_orders_show_the_planted_pairs_where_customers_buy_everything(demo: Build) -> None:
    # VIPs buy nearly every line, so that no pair stands out by customers
    query = """
        select {} from segmentation.fct_product_affinity
        where scheme = 'rfm' and segment = 'vip' order by basket_rank
    """
    assert demo.one(f"select max(lift) < 1.02 from ({query.format('lift')})")
    lifts = [row[0] for row in demo.rows(query.format("basket_lift"))]
    assert min(lifts[:4]) > Decimal("1.3") and max(lifts[4:]) < 1


def test_recommendations_are_those_of_a_second_computation(
    demo: Build, bought: list[tuple[Any, ...]]
) -> None:
    segments = dict(
        demo.rows("""
            select customer_id, segment from segmentation.fct_customer_segments
            where scheme = 'rfm'
        """)
    )
    by_customer, _ = sets_of(bought, None)
    expected = {}
    for segment in set(segments.values()):
        members = {customer for customer in by_customer if segments[customer] == segment}
        lines_of = {customer: by_customer[customer] for customer in members}
        pairs = affinity(lines_of)
        buyers = Counter(line for lines in lines_of.values() for line in lines)
        for customer in members:
            scored = []
            for line, count in buyers.items():
                if line in lines_of[customer] or count < SMALLEST_PAIR:
                    continue
                share = rounded(count, len(members))
                best = min(
                    (
                        (-pairs[own, line][5], -pairs[own, line][3], own)
                        for own in lines_of[customer]
                        if (own, line) in pairs
                    ),
                    default=(None, None, None),
                )
                score = -share if best[0] is None else best[0]
                scored.append((score, -share, line, best[2]))
            for number, row in enumerate(sorted(scored)[:5], 1):
                expected[customer, row[2]] = (number, row[3], -row[1], -row[0])
    found = demo.rows("""
        select
            customer_id, product_line, recommendation_rank, because_of_product_line,
            segment_share, coalesce(confidence, segment_share)
        from segmentation.fct_customer_product_recommendations
    """)
    assert {row[:2]: row[2:] for row in found} == expected
    assert expected


def test_reorders_due_are_those_of_a_second_computation(
    demo: Build, bought: list[tuple[Any, ...]]
) -> None:
    as_of = demo.one("select max(as_of_date) from segmentation.fct_customer_metrics")
    days: dict[tuple[str, str], set[date]] = defaultdict(set)
    for customer, _, line, day in bought:
        days[customer, line or "unknown"].add(day)
    expected = {}
    for key, bought_on in days.items():
        if len(bought_on) < 3:
            continue
        gap = Fraction((max(bought_on) - min(bought_on)).days, len(bought_on) - 1)
        next_on = max(bought_on) + timedelta(days=-(-gap.numerator // gap.denominator))
        status = "late" if next_on < as_of else "due"
        if (as_of - max(bought_on)).days > 3 * gap:
            status = "long_overdue"
        if next_on <= as_of + DUE_WITHIN:
            expected[key] = (status, len(bought_on), next_on, (as_of - next_on).days)
    found = demo.rows("""
        select customer_id, product_line, status, order_days, next_order_expected_on, days_late
        from segmentation.fct_customer_reorders_due
    """)
    assert {row[:2]: row[2:] for row in found} == expected
    assert {row[0] for row in expected.values()} == {"late", "due", "long_overdue"}


def test_who_is_due_buys_more_often_than_who_is_late_or_long_overdue(demo: Build) -> None:
    """As of the end of June, by what was bought in the two months after it."""
    later = demo.rows("""
        select distinct customer_id, product_line from segmentation.fct_order_lines
        inner join segmentation.dim_products using (product_id)
        where ordered_on between date '2025-07-01' and date '2025-08-31'
            and order_status <> 'cancelled' and not is_refund
    """)
    replay = Replay(demo, ["fct_customer_reorders_due"])
    changes = """
        delete from segmentation_demo.demo_order_lines where left(ordered_at, 10) > '2025-06-30'
    """
    with replay.on(changes=changes):
        due = replay.rows("""
            select status, customer_id, product_line from segmentation.fct_customer_reorders_due
        """)
    asked = Counter(status for status, *_ in due)
    bought = Counter(status for status, *key in due if tuple(key) in set(later))
    shares = {status: bought[status] / asked[status] for status in asked}
    assert sorted(shares, key=shares.get, reverse=True) == ["due", "late", "long_overdue"]
    assert shares["due"] > 0.4 and shares["long_overdue"] < 0.2


def rhythm(customer: str, days: list[str]) -> list[Line]:
    """Return a line of 10 on each of the days."""
    return [order_line(f"{customer}-{day}", customer, day, "10", product_id="P1") for day in days]


DAYS = ["2025-01-01", "2025-01-11", "2025-01-21"]


def test_without_products_the_rhythm_is_that_of_all_orders(small: Build) -> None:
    late = ["2024-12-01", "2024-12-11", "2024-12-26"]
    lines = [*rhythm("A", DAYS), *rhythm("B", late), *rhythm("C", DAYS[1:])]
    with Replay(small, OFFERS).of(lines) as result:
        for mart in OFFERS[:2]:
            assert result.one(f"select count(*) from segmentation.{mart}") == 0, mart
        told = result.rows("""
            select customer_id, product_line, status, reason
            from segmentation.fct_customer_reorders_due order by priority
        """)
    due = "every 10.0 days, last on 2025-01-21: due on 2025-01-31, in 10 days."
    overdue = "every 12.5 days, last on 2024-12-26: was due on 2025-01-08, 13 days late."
    assert told == [
        ("B", "unknown", "late", f"Buys something {overdue}"),
        ("A", "unknown", "due", f"Buys something {due}"),
    ]


def test_one_customer_is_offered_nothing(build: Callable[..., Build], tmp_path: Path) -> None:
    row = {"product_id": "P1", "product_name": None, "product_line": "Tyres", "unit_cost": None}
    products = as_relation(tmp_path / "products.csv", [row])
    result = build(rhythm("A", DAYS), options=OFFERS_ONLY, products=products, smallest_pair=1)
    assert result.ok, result.said[-3000:]
    for mart in OFFERS[:2]:
        assert result.one(f"select count(*) from segmentation.{mart}") == 0, mart
    query = "select customer_id, product_line, status from segmentation.fct_customer_reorders_due"
    assert result.rows(query) == [("A", "Tyres", "due")]
