"""What is in an order."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from .catalogue import Product, euros
from .customers import Customer
from .draws import stream
from .planted import (
    COMPANION_SHARE,
    COMPANIONS,
    LINE_SIGMA,
    LINES_PER_ORDER,
    ORDER_SIGMA,
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
        """Draw the lines of one order of a customer."""
        draw = stream("basket", purpose, customer.customer_id, day)
        taste = self.taste(customer.customer_id)
        log_value = customer.log_value + draw.normalvariate(0, ORDER_SIGMA)
        discount = draw.choices(*DISCOUNTS)[0]
        size = draw.choices(range(1, len(LINES_PER_ORDER) + 1), LINES_PER_ORDER)[0]
        lines: list[Line] = []
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
            lines.append(Line(product.product_id, quantity, unit_cents))
        return lines

    def _product(self, draw: Random, product_line: str, intended: float) -> Product:
        # nobody on a small budget takes home a carbon frame
        weights = [
            product.popularity * (1.0 if product.list_cents <= 120 * intended else 0.03)
            for product in self.by_line[product_line]
        ]
        return draw.choices(self.by_line[product_line], weights)[0]
