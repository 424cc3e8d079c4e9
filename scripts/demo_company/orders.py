"""Orders of every kind: bought, cancelled, sent back, given away."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .baskets import Line, Shelf
from .customers import Customer
from .draws import share, stream
from .planted import (
    CAMPAIGN_CODE_SHARE,
    CANCELLED_SHARE,
    CAUSES,
    ENDS_ON,
    RETURN_ON_SAME_ORDER_SHARE,
    RETURNED_LINE_SHARE,
    RETURNED_SHARE,
    STARTS_ON,
    ZERO_AMOUNT_LINES,
    ZERO_AMOUNT_ORDERS,
)
from .purchases import History

# weights by age of the order: the last two weeks, and before
RECENT_STATUSES = {"Shipped": 46, "In Process": 46, "On Hold": 8}
STATUSES = {"Shipped": 945, "Resolved": 18, "Disputed": 17, "On Hold": 16, "In Process": 4}
RETURNED_STATUSES = {"Shipped": 55, "Resolved": 35, "Disputed": 10}
RECENT_DAYS = 14


@dataclass(frozen=True)
class Order:
    """One order; `kind` is bought, cancelled, credit_note or give_away."""

    customer: Customer
    ordered_on: date
    kind: str
    status: str
    lines: tuple[Line, ...]
    campaign_code: str = ""

    @property
    def key(self) -> str:
        """A name that stays when other orders come or go."""
        return f"{self.customer.customer_id}/{self.ordered_on}/{self.kind}"

    @property
    def time(self) -> str:
        """Time of day, in office hours."""
        draw = stream("time", self.key)
        return f"{draw.randrange(7, 19):02d}:{draw.randrange(60):02d}:{draw.randrange(60):02d}"


def _status(customer: Customer, day: date, is_returned: bool) -> str:
    weights = STATUSES
    if (ENDS_ON - day).days < RECENT_DAYS:
        weights = RECENT_STATUSES
    elif is_returned:
        weights = RETURNED_STATUSES
    draw = stream("status", customer.customer_id, day)
    return draw.choices(list(weights), list(weights.values()))[0]


def _returned(order: Order) -> list[Line]:
    draw = stream("return", order.key)
    chosen = [line for line in order.lines if draw.random() < RETURNED_LINE_SHARE]
    return [
        replace(
            line,
            quantity=-(line.quantity if draw.random() < 0.5 else draw.randint(1, line.quantity)),
        )
        for line in chosen or order.lines[:1]
    ]


def _gone_wrong(customer: Customer, history: History) -> list[date]:
    """Return the days of the orders that drove a customer away."""
    if not customer.turned_on or not CAUSES[customer.trend].orders_gone_wrong:
        return []
    before = [day for day in history.bought_on if day < customer.turned_on]
    return before[-CAUSES[customer.trend].orders_gone_wrong:]


def _bought(customer: Customer, history: History, shelf: Shelf) -> list[Order]:
    orders = []
    taken = set(history.bought_on)
    gone_wrong = _gone_wrong(customer, history)
    for day in history.bought_on:
        lines = tuple(shelf.basket(customer, day, "bought"))
        campaign = history.treated_in(day)
        quotes = share("code", customer.customer_id, day) < CAMPAIGN_CODE_SHARE
        code = campaign.campaign_id if campaign and quotes else ""
        is_returned = (
            day in gone_wrong or share("returned", customer.customer_id, day) < RETURNED_SHARE
        )
        order = Order(
            customer, day, "bought", _status(customer, day, is_returned), lines, code
        )
        if is_returned:
            back = _returned(order)
            came_on = day + timedelta(days=stream("came back", order.key).randint(5, 45))
            if share("same order", order.key) < RETURN_ON_SAME_ORDER_SHARE:
                order = replace(order, lines=order.lines + tuple(back))
            elif came_on <= ENDS_ON:
                orders.append(Order(customer, came_on, "credit_note", "Resolved", tuple(back)))
        orders.append(order)

        # the cancelled try is an order more: taking one away would bend the buying process
        tried_on = day - timedelta(days=stream("tried", order.key).randint(1, 9))
        has_tried = share("cancelled", customer.customer_id, day) < CANCELLED_SHARE
        if has_tried and tried_on >= STARTS_ON and tried_on not in taken:
            taken.add(tried_on)
            orders.append(_cancelled(customer, tried_on, shelf))
    return orders


def _cancelled(customer: Customer, day: date, shelf: Shelf) -> Order:
    lines = tuple(shelf.basket(customer, day, "cancelled"))
    return Order(customer, day, "cancelled", "Cancelled", lines)


def _free(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(replace(line, quantity=min(line.quantity, 2), unit_cents=0) for line in lines)


def _of_special(customer: Customer, shelf: Shelf) -> list[Order]:
    day = customer.won_on
    lines = tuple(shelf.basket(customer, day, customer.role))
    back = tuple(replace(line, quantity=-line.quantity) for line in lines)
    if customer.role == "cancelled_only":
        return [_cancelled(customer, day, shelf)]
    if customer.role == "give_away_only":
        return [Order(customer, day, "give_away", "Shipped", _free(lines))]
    if customer.role == "refund_only":
        return [Order(customer, day, "credit_note", "Resolved", back)]
    if customer.role == "refunds_exceed_sales":
        # what comes back was bought before the first day of the export, and more of it
        more = tuple(replace(line, quantity=line.quantity * 2) for line in back)
        later = min(ENDS_ON, day + timedelta(days=20))
        return [
            Order(customer, day, "bought", "Shipped", lines),
            Order(customer, later, "credit_note", "Resolved", more),
        ]
    return []


def _give_away(orders: list[Order]) -> list[Order]:
    """Make a few lines, and all lines of a few orders, cost nothing."""
    bought = [
        order for order in orders
        if order.kind == "bought" and order.customer.role == "process"
        and all(line.quantity > 0 for line in order.lines)
    ]
    whole = sorted(
        (order for order in bought if len(order.lines) == 2),
        key=lambda order: share("give away order", order.key),
    )[:ZERO_AMOUNT_ORDERS]
    partly = sorted(
        (order for order in bought if len(order.lines) >= 3),
        key=lambda order: share("give away line", order.key),
    )[:ZERO_AMOUNT_LINES]
    free = {order.key: _free(order.lines) for order in whole}
    free |= {order.key: order.lines[:-1] + _free(order.lines[-1:]) for order in partly}
    return [replace(order, lines=free.get(order.key, order.lines)) for order in orders]


def _closing_shipped(orders: list[Order]) -> list[Order]:
    """Make the first order of the last day an ordinary one, so the as-of date rests on it."""
    closing = next(
        order for order in orders
        if order.ordered_on == ENDS_ON and order.kind == "bought"
        and all(line.amount > 0 for line in order.lines)
    )
    return [
        replace(order, status="Shipped") if order.key == closing.key else order
        for order in orders
    ]


def orders(
    customers: list[Customer], histories: dict[str, History], shelf: Shelf
) -> list[Order]:
    """Return all orders by date and time; `histories` by customer id, for the process alone."""
    found: list[Order] = []
    for customer in customers:
        if customer.role == "process":
            found += _bought(customer, histories[customer.customer_id], shelf)
        else:
            found += _of_special(customer, shelf)
    found = _give_away(found)
    return _closing_shipped(sorted(found, key=lambda o: (o.ordered_on, o.time, o.key)))
