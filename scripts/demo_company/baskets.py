"""What is in an order."""

import math
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from .catalogue import Product, euros
from .customers import Customer
from .draws import stream
from .planted import (
    CAUSES,
    COMPANION_SHARE,
    COMPANIONS,
    LINE_SIGMA,
    LINES_PER_ORDER,
    ORDER_SIGMA,
    RUSH_FACTOR,
    RUSH_LINE,
    RUSH_MONTH,
    SHORTAGE_LINE,
    SHORTAGE_MONTH,
    STARTS_ON,
)

PRICE_RISE_PER_YEAR = 3  # percent of the first year's list price
DISCOUNTS = ((0, 5, 10, 15), (62, 22, 12, 4))  # percent, weights


@dataclass(frozen=True)
class Line:
    """One line of an order: unit price in cents, negative quantity for a refund."""

    product_id: str
    quantity: int
    unit_cents: int

    @property
    def amount(self) -> Decimal:
        """Quantity times price, in euros with two places."""
        return (self.quantity * euros(self.unit_cents)).quantize(Decimal("0.01"))


class Shelf:
    """The catalogue by product line, ready to draw from."""

    def __init__(self, catalogue: list[Product]) -> None:
        self.by_line: dict[str, list[Product]] = {}
        for product in catalogue:
            self.by_line.setdefault(product.product_line, []).append(product)

    def taste(self, customer_id: str) -> dict[str, float]:
        """Return how much a customer leans to each product line (weights)."""
        draw = stream("taste", customer_id)
        return {name: 0.15 + draw.gammavariate(0.9, 1.0) for name in self.by_line}

    def basket(self, customer: Customer, day: date, purpose: str) -> list[Line]:
        """Draw the lines of one order of a customer, without what isn't bought or can't be had."""
        drawn = self._drawn(customer, day, purpose)
        gone = self._given_up(customer, day)
        if day.replace(day=1) == SHORTAGE_MONTH:
            gone |= {SHORTAGE_LINE}
        kept = [line for product_line, line in drawn if product_line not in gone]
        # an order of nothing else is one of the next best
        if not kept:
            others = [name for name in self.by_line if name not in gone]
            draw = stream("instead", customer.customer_id, day)
            amount = float(drawn[0][1].amount)
            product = self._product(draw, draw.choice(others), amount)
            kept = [Line(product.product_id, max(1, round(100 * amount / product.list_cents)),
                         product.list_cents)]
        if customer.turned_on and day >= customer.turned_on:
            rise = 100 + CAUSES[customer.trend].price_rise
            kept = [replace(line, unit_cents=line.unit_cents * rise // 100) for line in kept]
        return kept

    def _given_up(self, customer: Customer, day: date) -> set[str]:
        if not customer.turned_on or day < customer.turned_on:
            return set()
        taste = self.taste(customer.customer_id)
        favourites = sorted(taste, key=lambda name: -taste[name])
        return set(favourites[:CAUSES[customer.trend].lines_given_up])

    def _drawn(self, customer: Customer, day: date, purpose: str) -> list[tuple[str, Line]]:
        draw = stream("basket", purpose, customer.customer_id, day)
        taste = self.taste(customer.customer_id)
        log_value = customer.log_value + draw.normalvariate(0, ORDER_SIGMA)
        discount = draw.choices(*DISCOUNTS)[0]
        size = draw.choices(range(1, len(LINES_PER_ORDER) + 1), LINES_PER_ORDER)[0]
        lines: list[tuple[str, Line]] = []
        product_line = ""
        for _ in range(size):
            companion = COMPANIONS.get(product_line)
            by_taste = draw.choices(list(taste), list(taste.values()))[0]
            follows = draw.random() < COMPANION_SHARE
            product_line = companion if companion and follows else by_taste
            intended = math.exp(log_value + draw.normalvariate(0, LINE_SIGMA))
            product = self._product(draw, product_line, intended)
            list_cents = product.list_cents * (
                100 + PRICE_RISE_PER_YEAR * (day.year - STARTS_ON.year)
            ) // 100
            unit_cents = list_cents * (100 - discount) // 100
            quantity = max(1, round(100 * intended / unit_cents))
            if product_line == RUSH_LINE and day.replace(day=1) == RUSH_MONTH:
                quantity *= RUSH_FACTOR
            lines.append((product_line, Line(product.product_id, quantity, unit_cents)))
        return lines

    def _product(self, draw: Random, product_line: str, intended: float) -> Product:
        # nobody on a small budget takes home a carbon frame
        weights = [
            product.popularity * (1.0 if product.list_cents <= 120 * intended else 0.03)
            for product in self.by_line[product_line]
        ]
        return draw.choices(self.by_line[product_line], weights)[0]
