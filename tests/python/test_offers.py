"""What to offer and what is due, by what was planted in the demo and by what came of it."""

import json
from collections import Counter
from decimal import Decimal
from itertools import permutations

import pytest

from dbt_runs import Build
from project_files import ROOT
from replay import Replay


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
