"""Who buys: each customer's country, value level, order rate and staying power."""

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .draws import share, stream
from .names import country_of, name_of, slug
from .planted import (
    CANCELLED_ONLY,
    CAUSE_BETWEEN,
    CAUSES,
    CUSTOMER_SIGMA,
    CUSTOMERS,
    FALLEN_MARKET,
    GIVE_AWAY_ONLY,
    LINE_AMOUNT_MEDIAN,
    NEVER_ORDERED,
    PROCESS,
    REFUND_ONLY,
    REFUNDS_EXCEED_SALES,
    TREND_ACCOUNTS,
    TREND_DROPOUT_BELOW,
    TREND_RATE_BOUNDS,
    TREND_WON_BEFORE,
)
from .season import acquisition_day

ROLES = {
    number: role
    for role, numbers in {
        "refund_only": REFUND_ONLY,
        "refunds_exceed_sales": REFUNDS_EXCEED_SALES,
        "cancelled_only": CANCELLED_ONLY,
        "give_away_only": GIVE_AWAY_ONLY,
        "never_ordered": NEVER_ORDERED,
    }.items()
    for number in numbers
}
ACCOUNT_MANAGERS = (
    "Anna Brandt", "Chloé Girard", "Søren Holm", "Marta Núñez", "Piotr Żak", "Siobhán O'Dea",
    "Jonas Weiß",
)


@dataclass(frozen=True)
class Customer:
    """One customer: rate in orders per day, dropout per repeat order, value as log of euros.

    `role` is "process" for who follows the buying process, else one of ROLES; `trend` is
    "steady", "rising" or "declining", one of CAUSES from the day `turned_on`, or "market" for who
    would be steady in a market that didn't fall.
    """

    number: int
    customer_id: str
    name: str
    group: str
    country: str
    email: str
    account_manager: str
    relationship_started_on: date | None
    won_on: date
    rate: float
    dropout: float
    log_value: float
    role: str
    trend: str = "steady"
    turned_on: date | None = None

    @property
    def never_leaves(self) -> bool:
        """Tell whether the order rate alone decides, and not the dropout."""
        return self.trend not in ("steady", "market")


def customer_id_of(number: int) -> str:
    """Return C00042 for 42."""
    return f"C{number:05d}"


def _group(customer_id: str, standardized_value: float) -> str:
    if share("group missing", customer_id) < 0.15:
        return ""
    is_large = 1 / (1 + math.exp(-1.6 * (standardized_value - 0.2)))
    return "M" if share("group", customer_id) < is_large else "S"


def _started_on(customer_id: str, role: str, won_on: date) -> date | None:
    if share("relationship missing", customer_id) < 0.04:
        return None
    draw = stream("relationship", customer_id)
    if role in ("refund_only", "refunds_exceed_sales"):
        return date(2021, 1, 1) + timedelta(days=draw.randrange(600))
    return won_on - timedelta(days=min(90, int(draw.expovariate(1 / 12))))


def _customer(number: int) -> Customer:
    customer_id = customer_id_of(number)
    role = ROLES.get(number, "process")
    # numbers are given out as customers are won
    won_on = acquisition_day((number - 1 + share("won", customer_id)) / CUSTOMERS)
    process = stream("process", customer_id)
    standardized_value = stream("value", customer_id).normalvariate(0, 1)
    country = country_of(customer_id)
    name = name_of(number, customer_id, country)
    has_email = share("email", customer_id) >= 0.07
    has_manager = share("manager missing", customer_id) >= 0.05
    return Customer(
        number=number,
        customer_id=customer_id,
        name=name,
        group=_group(customer_id, standardized_value),
        country=country,
        email=f"{slug(name)}.{number}@example.com" if has_email else "",
        account_manager=(
            stream("manager", customer_id).choice(ACCOUNT_MANAGERS) if has_manager else ""
        ),
        relationship_started_on=_started_on(customer_id, role, won_on),
        won_on=won_on,
        rate=process.gammavariate(PROCESS["r"], 1 / PROCESS["alpha"]),
        dropout=process.betavariate(PROCESS["a"], PROCESS["b"]),
        log_value=math.log(LINE_AMOUNT_MEDIAN) + CUSTOMER_SIGMA * standardized_value,
        role=role,
    )


def _can_trend(customer: Customer) -> bool:
    lowest, highest = TREND_RATE_BOUNDS
    return (
        customer.role == "process"
        and lowest <= customer.rate <= highest
        and customer.dropout < TREND_DROPOUT_BELOW
        and customer.won_on < TREND_WON_BEFORE
    )


def _turned_on(customer: Customer) -> date:
    first, last = CAUSE_BETWEEN
    return first + timedelta(days=int(share("turned", customer.customer_id) * (last - first).days))


def customers() -> list[Customer]:
    """Return all customers by number, a few of the steady ones turned into others."""
    everybody = [_customer(number) for number in range(1, CUSTOMERS + 1)]
    # chosen among the drawn, so that rates and dropouts keep the planted distributions
    candidates = sorted(
        filter(_can_trend, everybody), key=lambda c: share("trend", c.customer_id)
    )
    kinds = ["rising"] * TREND_ACCOUNTS + ["declining"] * TREND_ACCOUNTS
    kinds += [name for name, cause in CAUSES.items() for _ in range(cause.accounts)]
    if len(candidates) < len(kinds):
        raise ValueError(f"only {len(candidates)} of {len(kinds)} customers can have a trend")
    chosen = {
        customer.customer_id: replace(
            customer, trend=kind, turned_on=_turned_on(customer) if kind in CAUSES else None
        )
        for customer, kind in zip(candidates, kinds, strict=False)
    }
    chosen |= {
        customer.customer_id: replace(customer, trend="market")
        for customer in everybody
        if customer.role == "process" and customer.country == FALLEN_MARKET
        and customer.customer_id not in chosen
    }
    return [chosen.get(customer.customer_id, customer) for customer in everybody]
