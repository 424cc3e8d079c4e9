"""Causes of decline that the demo company plants are found, and others aren't made up."""

import json
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

import pytest

from project_files import ROOT

CAUSES = {"price", "range", "service", "season"}


@pytest.fixture(scope="module")
def planted() -> dict[str, str]:
    """The planted cause by customer."""
    text = (ROOT / "tests/fixtures/demo_planted_truth.json").read_text(encoding="utf-8")
    causes = json.loads(text)["decline_causes"]
    assert set(causes) == CAUSES
    return {customer: cause for cause, customers in causes.items() for customer in customers}


@pytest.fixture(scope="module")
def found(demo: Any) -> dict[str, str]:
    """The cause that the mart tells of each customer who declines."""
    return dict(demo.rows(
        "select customer_id, cause from segmentation.fct_customer_decline_causes"
    ))


def test_four_in_five_planted_causes_are_found(planted, found):
    declining = {customer: cause for customer, cause in planted.items() if customer in found}
    assert len(declining) >= 0.8 * len(planted)
    right = [customer for customer, cause in declining.items() if found[customer] == cause]
    assert len(right) >= 0.8 * len(declining)
    # and of each kind
    of_kind, right_of_kind = Counter(declining.values()), Counter(planted[c] for c in right)
    assert all(right_of_kind[cause] >= 0.7 * of_kind[cause] for cause in CAUSES)


def test_at_most_one_in_ten_without_a_cause_gets_one(planted, found):
    others = [cause for customer, cause in found.items() if customer not in planted]
    assert len(others) > 500
    assert sum(cause in CAUSES for cause in others) <= 0.1 * len(others)


def test_figures_are_those_of_the_lines(demo):
    """Who declines, orders gone wrong and price levels, worked out from the lines once more."""
    [(as_of,)] = demo.rows("select max(as_of_date) from segmentation.fct_customer_metrics")
    lines = defaultdict(list)
    sold: dict[tuple, list] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    own: dict[tuple, list] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for row in demo.rows("""
        select customer_id, order_id, product_id, order_status, is_counted, is_purchase,
            coalesce(quantity, 0), line_amount, ordered_on, order_placed_on
        from segmentation.fct_order_lines
    """):
        customer, _, product, _, _, is_purchase, quantity, amount, day, _ = row
        lines[customer].append(row)
        if is_purchase and quantity > 0 and amount > 0:
            quarter = (day.year, (day.month - 1) // 3)
            for totals in (sold[product, quarter], own[customer, product, quarter]):
                totals[0] += amount
                totals[1] += quantity
    silences = dict(demo.rows(
        "select customer_id, silence_ratio >= 1 from segmentation.fct_customer_metrics"
    ))
    expected = {}
    for customer, is_late in silences.items():
        rows = lines[customer]
        counted = [row for row in rows if row[4]]
        first = min(row[9] for row in counted if row[5])
        recent = sum(r[7] for r in counted if (as_of - r[8]).days < 180)
        before = sum(r[7] for r in counted if 180 <= (as_of - r[8]).days < 545)
        days = min((as_of - first).days - 180, 365)
        usual = max(Decimal(before) * 180 / days, Decimal(0)) if days >= 90 else None
        if not is_late and (usual is None or recent >= Decimal("0.75") * usual):
            continue
        purchases = sorted({(row[9], row[1]) for row in rows if row[5]}, reverse=True)
        since = purchases[:5][-1][0]
        wrong = {
            row[1] for row in rows
            if row[8] >= since
            and (row[7] < 0 or row[3] in ("cancelled", "canceled", "voided", "void", "disputed"))
        }
        bought: dict[tuple, list] = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for row in rows:
            if row[5] and row[2] and row[6] > 0 and row[7] > 0:
                totals = bought[row[1], row[2], (row[8].year, (row[8].month - 1) // 3)]
                totals[0] += row[7]
                totals[1] += row[6]
        paid, foreseen = defaultdict(Decimal), defaultdict(Decimal)
        for (order, product, quarter), (amount, units) in bought.items():
            (others, other_units), (mine, my_units) = (
                sold[product, quarter], own[customer, product, quarter]
            )
            if other_units > my_units:
                alike = units * (others - mine) / (other_units - my_units)
                # a fee that anybody types has no price
                if alike <= 3 * amount and amount <= 3 * alike:
                    paid[order] += amount
                    foreseen[order] += alike
        levels = [
            paid[order] / foreseen[order] if order in foreseen else None for _, order in purchases
        ]
        late = [level for level in levels[:3] if level is not None]
        early = [level for level in levels[3:] if level is not None]
        change = None
        if len(late) == 3 and len(early) >= 5:
            change = float(sum(late) / 3 / (sum(early) / len(early)) - 1)
        expected[customer] = (len(wrong), change)
    found = {
        customer: (wrong, None if change is None else float(change))
        for customer, wrong, change in demo.rows("""
            select customer_id, orders_gone_wrong, price_change
            from segmentation.fct_customer_decline_causes
        """)
    }
    assert set(found) == set(expected)
    for customer, (wrong, change) in expected.items():
        assert found[customer][0] == wrong, customer
        assert found[customer][1] == pytest.approx(change, abs=1e-5), (customer, change)


def test_the_fallen_market_is_told_with_its_country(demo, planted):
    truth = json.loads((ROOT / "tests/fixtures/demo_planted_truth.json").read_text("utf-8"))
    rows = demo.rows("""
        select distinct peer_country, peers_change from segmentation.fct_customer_decline_causes
        where cause = 'season'
    """)
    assert {country for country, _ in rows} == {truth["fallen_market"]["country"]}
    assert all(change <= Decimal("-0.3") for _, change in rows)


def test_readme_tells_the_demo(demo, planted, found):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for cause, customers, lost in demo.rows("""
        select cause, count(*), sum(revenue_lost) from segmentation.fct_customer_decline_causes
        group by cause
    """):
        assert f"| {cause} | {customers} | {lost:,} | " in readme
    for cause in CAUSES:
        [(customer, sentence)] = demo.rows(f"""
            select customer_id, sentence from segmentation.fct_customer_decline_causes
            where cause = '{cause}' order by revenue_lost desc nulls last, customer_id limit 1
        """)
        assert f" | {customer}: {sentence} |" in readme
    declining = [customer for customer in planted if customer in found]
    right = sum(found[customer] == planted[customer] for customer in declining)
    others = [cause for customer, cause in found.items() if customer not in planted]
    wrong = sum(cause in CAUSES for cause in others)
    assert (
        f"of {len(declining)} customers with one who decline, {right} are told it, and of "
        f"{len(others)} without one, {wrong} are told one"
    ) in readme.replace("\n", " ")
