"""Why revenue changed, worked out again in plain Python with forty digits, and periods swapped.

The formulas are those of the papers that `fct_revenue_changes` names: LMDI-I for orders, units and
the value of a unit, Bennet's indicator for prices and mix within it.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, getcontext
from typing import Any, NamedTuple

import pytest

from dbt_runs import Build, Line, line
from replay import Replay

getcontext().prec = 40
NOTHING = Decimal(0)
CENT = Decimal("0.01")
# what rounding the terms of single products to six places may leave
SLACK = Decimal("0.001")
KEPT = {"orders_per_customer", "units_per_order", "price", "product_mix", "price_or_mix",
        "order_value"}
COMPARISONS = ("previous_month", "same_month_last_year", "previous_90_days",
               "same_90_days_last_year")


class Sold(NamedTuple):
    """A counted line: whose, of what, how much of it and for how much."""

    customer: str
    order: str
    product: str
    units: Decimal | None
    amount: Decimal


def log_mean(one: Decimal, other: Decimal) -> Decimal:
    if not (one and other):
        return NOTHING
    return one if one == other else (one - other) / (one.ln() - other.ln())


def drivers(before: Iterable[Sold], after: Iterable[Sold]) -> dict[str, Decimal]:
    """Return the effect of each driver that applies."""
    both = [list(before), list(after)]
    bought = [[sold for sold in side if sold.amount >= 0] for side in both]
    there = [{sold.customer for sold in side} for side in bought]
    stay = there[0] & there[1]
    effects = {
        "customers_won": sum((s.amount for s in bought[1] if s.customer not in stay), NOTHING),
        "customers_lost": -sum((s.amount for s in bought[0] if s.customer not in stay), NOTHING),
        "refunds": sum((s.amount for s in both[1] if s.amount < 0), NOTHING)
        - sum((s.amount for s in both[0] if s.amount < 0), NOTHING),
    }
    if not stay:
        return effects
    kept = [[sold for sold in side if sold.customer in stay] for side in bought]
    money = [sum((s.amount for s in side), NOTHING) for side in kept]
    orders = [Decimal(len({(s.customer, s.order) for s in side})) for side in kept]
    weight = log_mean(*money)

    def of_factor(factor: Sequence[Decimal]) -> Decimal:
        return weight * (factor[1].ln() - factor[0].ln()) if weight else NOTHING

    effects["orders_per_customer"] = of_factor(orders)
    units: list[dict[str, Decimal]] = [defaultdict(Decimal), defaultdict(Decimal)]
    paid: list[dict[str, Decimal]] = [defaultdict(Decimal), defaultdict(Decimal)]
    for side, sold_then in enumerate(kept):
        for sold in sold_then:
            units[side][sold.product] += sold.units or NOTHING
            paid[side][sold.product] += sold.amount
    unknown = any(sold.units is None for side in kept for sold in side)
    if unknown or any(count <= 0 for side in units for count in side.values()):
        effects["order_value"] = money[1] - money[0] - effects["orders_per_customer"]
        return effects
    total = [sum(side.values(), NOTHING) for side in units]
    effects["units_per_order"] = of_factor([total[n] / orders[n] for n in (0, 1)])
    value = [money[n] / total[n] for n in (0, 1)]
    # what the value of a unit did altogether, for each unit of its difference
    each = weight / log_mean(*value) if weight else total[0] if money[0] else total[1]
    effects["product_mix"] = NOTHING
    for product in {*units[0], *units[1]}:
        share = [units[n].get(product, NOTHING) / total[n] for n in (0, 1)]
        prices = [paid[n][product] / units[n][product] for n in (0, 1) if product in units[n]]
        effects["product_mix"] += each * sum(prices) / len(prices) * (share[1] - share[0])
        if len(prices) == 2:
            name = "price_or_mix" if product == "unknown" else "price"
            dearer = each * sum(share) / 2 * (prices[1] - prices[0])
            effects[name] = effects.get(name, NOTHING) + dearer
    return effects


def found(source: Build | Replay, table: str, where: str = "true") -> dict[Any, dict[str, Decimal]]:
    """Return the effects of a table by dimension, member and comparison."""
    rows: dict[Any, dict[str, Decimal]] = {}
    for *key, driver, effect in source.rows(
        f"select dimension, member, comparison, driver, effect from {table} where {where}"
    ):
        rows.setdefault(tuple(key), {})[driver] = effect
    return rows


EXACT = """(
    select effects.*, periods.comparison
    from segmentation_work.int_change_effects as effects
    inner join segmentation_work.int_periods_compared as periods using (before_bit)
)"""
ROUNDED = "segmentation.fct_revenue_changes"
LINES = """
    select
        lines.customer_id, order_id, coalesce(lines.product_id, 'unknown'), quantity, line_amount,
        ordered_on,
        coalesce(lines.country, customers.country, 'unknown'),
        coalesce(product_line, 'unknown'),
        coalesce(account_manager, 'unknown')
    from segmentation.fct_order_lines as lines
    left join segmentation_work.stg_segmentation__products as products
        on products.product_id = coalesce(lines.product_id, 'unknown')
    left join segmentation.dim_customers as customers using (customer_id)
    where is_counted
"""


def recomputed(source: Build | Replay) -> dict[Any, dict[str, Decimal]]:
    """Return the same from the lines and the segments of their customers."""
    segments: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for scheme, segment, customer in source.rows(
        "select scheme, segment, customer_id from segmentation_work.int_customers_segmented"
    ):
        segments[customer].append((f"{scheme}_segment", segment))
    lines = source.rows(LINES)
    told = {}
    for comparison, *days in source.rows(
        "select comparison, before_first_on, before_last_on, after_first_on, after_last_on "
        "from segmentation_work.int_periods_compared"
    ):
        sold: dict[Any, tuple[list[Sold], list[Sold]]] = defaultdict(lambda: ([], []))
        for customer, order, product, units, amount, day, country, product_line, manager in lines:
            for side in (0, 1):
                if days[2 * side] <= day <= days[2 * side + 1]:
                    for place in (
                        ("all", "all"), ("country", country), ("product_line", product_line),
                        ("account_manager", manager), *segments[customer],
                    ):
                        sold[place][side].append(Sold(customer, order, product, units, amount))
        for place, sides in sold.items():
            told[(*place, comparison)] = drivers(*sides)
    return told


def assert_same(source: Build | Replay) -> set[str]:
    """Compare what was built with what is worked out here; return the drivers that were met."""
    told, exact, rounded = recomputed(source), found(source, EXACT), found(source, ROUNDED)
    assert exact.keys() == told.keys() == rounded.keys()
    met = set()
    for key, effects in told.items():
        # without a product that was bought in both periods there is no price
        assert exact[key].keys() == rounded[key].keys() == effects.keys(), key
        met |= effects.keys()
        largest = max(effects, key=lambda driver: abs(effects[driver]) * (driver in KEPT))
        for driver, effect in effects.items():
            assert abs(exact[key][driver] - effect) < SLACK, (key, driver)
            left = 3 * CENT if driver == largest else NOTHING
            assert abs(rounded[key][driver] - effect) < CENT / 2 + SLACK + left, (key, driver)
    return met


def test_the_effects_of_the_demo_are_those_of_the_papers(demo: Build) -> None:
    assert assert_same(demo) == {*KEPT, "customers_won", "customers_lost", "refunds"} - {
        "order_value"
    }
    compared = {comparison for _, _, comparison in found(demo, ROUNDED)}
    assert compared == set(COMPARISONS)


# ---- drawn lines, in two periods that can be swapped


@pytest.fixture(scope="module")
def replay(small: Build) -> Replay:
    """What a build ran for the changes of revenue, to be run on other lines."""
    return Replay(small, ["fct_revenue_changes"])


# first days of the earlier and the later period, and how many days of both can be swapped
PERIODS = {
    "previous_month": (date(2023, 1, 1), date(2023, 2, 1), 28),
    "previous_90_days": (date(2023, 1, 1), date(2023, 4, 1), 90),
}


def draw(seed: int, comparison: str) -> list[tuple[int, int, Mapping[str, str], str]]:
    """Return lines as side, day of the period, what they are of, and amount."""
    chance = random.Random(seed)
    lacks_units, lacks_products = seed % 3 == 0, seed % 4 == 1
    drawn = []
    for number in range(chance.choice((4, 12, 60))):
        product = chance.choice("PQRS" if not lacks_products else ("P", "Q", "", ""))
        units = chance.choice(("1", "2", "3", "7.5", "12"))
        if lacks_units and number % 5 == 0:
            units = chance.choice(("", "0", "-2"))
        cents = chance.choice((0, 1, 5, 333, 999, chance.randrange(1, 100_000)))
        if chance.random() < 0.1:
            cents, units = -cents - 1, "-1"
        of_line = {
            "customer": chance.choice("ABCDE"), "order": str(chance.randrange(30)),
            "product_id": product, "quantity": units, "country": chance.choice(("FR", "ES")),
        }
        day = chance.randrange(PERIODS[comparison][2])
        drawn.append((chance.randrange(2), day, of_line, f"{cents / 100:.2f}"))
    return drawn


def placed(
    drawn: Sequence[tuple[int, int, Mapping[str, str], str]], comparison: str, swapped: bool
) -> list[Line]:
    """Return them as order lines, with lines of another customer that make the periods whole."""
    *starts, days = PERIODS[comparison]
    lines = []
    for side, day, of_line, amount in drawn:
        others = {name: text for name, text in of_line.items() if name not in ("customer", "order")}
        on = starts[side != swapped] + timedelta(day)
        lines.append(line(of_line["order"], of_line["customer"], on.isoformat(), amount, **others))
    # after the later month, and on the last of both 90 days: the same with the periods swapped
    ends = [starts[0] - timedelta(31), starts[1] + timedelta(days)]
    if comparison == "previous_90_days":
        ends = [ends[0], starts[1] - timedelta(1), ends[1] - timedelta(1)]
    lines += [
        line(f"end {on}", "Z", on.isoformat(), "5", product_id="P", quantity="1", country="FR")
        for on in ends
    ]
    return lines


@pytest.mark.parametrize("comparison", PERIODS)
def test_swapped_periods_have_the_opposite_effects(replay: Replay, comparison: str) -> None:
    opposite = {"customers_won": "customers_lost", "customers_lost": "customers_won"}
    places = "dimension in ('all', 'country', 'product_line', 'account_manager')"
    met, changed = set(), 0
    for seed in range(12):
        drawn = draw(seed, comparison)
        sides = []
        for swapped in (False, True):
            with replay.of(placed(drawn, comparison, swapped)):
                met |= assert_same(replay)
                sides.append(found(replay, ROUNDED, f"comparison = '{comparison}' and {places}"))
        assert sides[0].keys() == sides[1].keys() != set()
        for key, effects in sides[0].items():
            there = {opposite.get(driver, driver): -effect for driver, effect in effects.items()}
            assert sides[1][key] == there, (seed, key)
            changed += any(effects.values())
    assert changed > 10 and met == {*KEPT, "customers_won", "customers_lost", "refunds"}


def test_the_order_of_lines_changes_no_effect(replay: Replay) -> None:
    lines = placed(draw(2, "previous_month"), "previous_month", False)
    shuffled = random.Random(1).sample(lines, len(lines))
    told = []
    for each in (lines, shuffled):
        with replay.of(each):
            told.append(found(replay, ROUNDED))
    assert told[0] == told[1] != {}
