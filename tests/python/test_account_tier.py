"""The account tiers that ship: what must hold of them, on the demo and on companies drawn here."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from dbt_runs import Build, Line
from tier_properties import broken

ENDS_ON = date(2024, 12, 31)
TIERS = ("--select", "+fct_customer_segments", "+fct_customer_metrics", "--indirect-selection",
         "buildable")


def draw(
    seed: int, customers: int, days: int, gap: float, leaving: tuple[float, float]
) -> list[Line]:
    """Return orders of customers who come one by one, buy at their own rate and leave by chance.

    `gap` is the usual number of days between orders; after each, a customer leaves with a chance
    of their own, drawn from the beta distribution with the parameters `leaving`.
    """
    chance = random.Random(seed)
    lines: list[Line] = []
    for customer in range(customers):
        day = float(chance.randrange(days))
        rhythm = gap * chance.lognormvariate(0, 0.6)
        value = chance.lognormvariate(5, 1)
        leaves = chance.betavariate(*leaving)
        while day < days:
            lines.append({
                "order_id": str(len(lines)),
                "customer_id": f"C{customer}",
                "ordered_at": (ENDS_ON - timedelta(days - 1 - int(day))).isoformat(),
                "line_amount": f"{value * chance.lognormvariate(0, 0.3):.2f}",
            })
            if chance.random() < leaves:
                break
            day += 1 + chance.expovariate(1 / rhythm)
    return lines


COMPANIES = {
    "wholesaler": draw(1, customers=300, days=1095, gap=30, leaving=(0.5, 15)),
    "shop": draw(3, customers=700, days=730, gap=60, leaving=(0.4, 2)),
}


def test_tiers_of_the_demo_are_what_they_are_called(demo: Build) -> None:
    assert broken(demo) == []


@pytest.mark.parametrize("company", COMPANIES)
def test_tiers_of_a_company_are_what_they_are_called(
    build: Callable[..., Build], company: str
) -> None:
    result = build(COMPANIES[company], options=TIERS, as_of_date=ENDS_ON.isoformat())
    assert result.ok, result.said[-3000:]
    assert broken(result) == []
