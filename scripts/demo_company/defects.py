"""What is wrong with the export, on purpose and counted."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from .draws import share, stream
from .export import Row
from .names import plain
from .orders import Order
from .planted import (
    BAD_AMOUNT_LINES,
    BAD_AMOUNTS,
    BAD_DATE_LINES,
    BAD_DATES,
    BAD_QUANTITIES,
    BAD_QUANTITY_LINES,
    CONFLICTING_DUPLICATES,
    CUSTOMERS_TWICE,
    ENDS_ON,
    EXACT_DUPLICATES,
    FOREIGN_CURRENCY_LINES,
    MESSY_STATUS_SHARE,
    PADDED_ID_CUSTOMERS,
    PADDED_ID_LINES,
    WITHOUT_COUNTRY,
    WITHOUT_CUSTOMER,
    WITHOUT_ORDER,
    WITHOUT_PRODUCT,
    WITHOUT_UNIT_PRICE,
)

MESSES: tuple[Callable[[str], str], ...] = (
    str.upper, str.lower, lambda text: f" {text.upper()}", lambda text: f"{text.lower()} ",
    lambda text: f" {text}", lambda text: f"{text}  ",
)
Entry = tuple[Order, Row]


def _is_spared(order: Order, orders_of_customer: int) -> bool:
    """Tell whether an order must stay as it is.

    Something else is planted in it, or the customer would be gone without it.
    """
    is_special = order.customer.role != "process"
    is_all_there_is = len(order.lines) == 1 or orders_of_customer == 1
    has_free = any(line.unit_cents == 0 for line in order.lines)
    has_refund = any(line.quantity < 0 for line in order.lines)
    is_closing = order.ordered_on == ENDS_ON
    return is_special or is_all_there_is or has_free or has_refund or is_closing


class _Picker:
    """Hands out rows for one defect after the other, none of them twice."""

    def __init__(self, entries: list[Entry]) -> None:
        per_customer = Counter(
            order.customer.customer_id for order in {o.key: o for o, _ in entries}.values()
            if order.kind == "bought"
        )
        self.entries = [
            entry for entry in entries
            if not _is_spared(entry[0], per_customer[entry[0].customer.customer_id])
        ]
        self.taken: set[str] = set()

    def _score(self, purpose: str, entry: Entry) -> float:
        order, row = entry
        return share(purpose, order.key, row["order_line_id"].split("-")[1])

    def pick(self, purpose: str, count: int) -> list[Row]:
        """Return `count` rows that nothing else has touched, in order of their draw."""
        free = (e for e in self.entries if e[1]["order_line_id"] not in self.taken)
        rows = [row for _, row in sorted(free, key=lambda e: self._score(purpose, e))[:count]]
        self.taken |= {row["order_line_id"] for row in rows}
        return rows

    def pick_orders(self, purpose: str, count: int) -> list[Row]:
        """Return the rows of as many whole orders as it takes to have `count` rows exactly."""
        by_order: dict[str, list[Row]] = {}
        keys: dict[str, str] = {}
        for order, row in self.entries:
            by_order.setdefault(row["order_id"], []).append(row)
            keys[row["order_id"]] = order.key
        chosen: list[Row] = []
        for order_id in sorted(by_order, key=lambda name: share(purpose, keys[name])):
            rows = by_order[order_id]
            is_touched = any(row["order_line_id"] in self.taken for row in rows)
            if not is_touched and len(chosen) + len(rows) <= count:
                chosen += rows
        self.taken |= {row["order_line_id"] for row in chosen}
        return chosen


def _spoil(rows: list[Row], column: str, values: tuple[str, ...]) -> int:
    for n, row in enumerate(rows):
        row[column] = values[n % len(values)]
    return len(rows)


def _pad(rows: list[Row], columns: tuple[str, ...]) -> int:
    for n, row in enumerate(rows):
        column = columns[n % len(columns)]
        row[column] = (f" {row[column]}", f"{row[column]} ", f"  {row[column]} ")[n // 3 % 3]
    return len(rows)


def _messy_statuses(entries: list[Entry]) -> int:
    count = 0
    for order, row in entries:
        key = (order.key, row["order_line_id"].split("-")[1])
        # the day that the as-of date rests on stays clean
        if order.ordered_on < ENDS_ON and share("status mess", *key) < MESSY_STATUS_SHARE:
            row["order_status"] = stream("status form", *key).choice(MESSES)(order.status)
            count += 1
    return count


def _with_one_more(row: Row) -> Row:
    """Return a second version of a line: one unit more at the same price."""
    quantity = int(row["quantity"]) + 1
    amount = quantity * Decimal(row["unit_price"])
    return row | {"quantity": str(quantity), "line_amount": str(amount)}


def spoil_lines(entries: list[Entry]) -> tuple[list[Row], dict[str, int]]:
    """Plant the defects of the order lines; return the rows and the count of each defect."""
    picker = _Picker(entries)
    foreign = picker.pick_orders("foreign currency", FOREIGN_CURRENCY_LINES)
    exact = picker.pick("exact duplicate", EXACT_DUPLICATES)
    conflicting = picker.pick("conflicting duplicate", CONFLICTING_DUPLICATES)
    counts = {
        "lines_in_foreign_currency": _spoil(foreign, "currency", ("USD",)),
        "exact_duplicate_lines": len(exact),
        "conflicting_duplicate_lines": len(conflicting),
        "lines_without_customer": _spoil(
            picker.pick("no customer", WITHOUT_CUSTOMER), "customer_id", ("",)),
        "lines_without_order": _spoil(picker.pick("no order", WITHOUT_ORDER), "order_id", ("",)),
        "lines_with_bad_date": _spoil(
            picker.pick("bad date", BAD_DATE_LINES), "ordered_at", BAD_DATES),
        "lines_with_bad_amount": _spoil(
            picker.pick("bad amount", BAD_AMOUNT_LINES), "line_amount", BAD_AMOUNTS),
        "lines_with_bad_quantity": _spoil(
            picker.pick("bad quantity", BAD_QUANTITY_LINES), "quantity", BAD_QUANTITIES),
        "lines_with_padded_id": _pad(
            picker.pick("padded id", PADDED_ID_LINES), ("customer_id", "order_id", "product_id")),
        "lines_without_unit_price": _spoil(
            picker.pick("no unit price", WITHOUT_UNIT_PRICE), "unit_price", ("",)),
        "lines_without_product": _spoil(
            picker.pick("no product", WITHOUT_PRODUCT), "product_id", ("",)),
        "lines_without_country": _spoil(
            picker.pick("no country", WITHOUT_COUNTRY), "country", ("",)),
        "lines_with_messy_status": _messy_statuses(entries),
    }
    twice = {row["order_line_id"]: dict(row) for row in exact}
    twice |= {row["order_line_id"]: _with_one_more(row) for row in conflicting}
    rows = []
    for _, row in entries:
        rows.append(row)
        if row["order_line_id"] in twice:
            rows.append(twice[row["order_line_id"]])
    # a repeated line carries its status with it
    counts["lines_with_messy_status"] += sum(
        row["order_status"] != row["order_status"].strip().title() for row in twice.values())
    return rows, counts


def spoil_customers(rows: list[Row]) -> tuple[list[Row], dict[str, int]]:
    """Enter some customers a second time and pad a few ids; return the rows and the counts."""
    ranked = sorted(
        (row for row in rows if row["email"] and plain(row["customer_name"]).isascii()),
        key=lambda row: share("customer twice", row["customer_id"]),
    )
    again = []
    for n, row in enumerate(ranked[:CUSTOMERS_TWICE]):
        second = dict(row)
        if n % 3 == 0:
            respelled = plain(row["customer_name"]).replace("-", " ")
            is_same = respelled == row["customer_name"]
            second["customer_name"] = respelled.upper() if is_same else respelled
        elif n % 3 == 1:
            second["email"] = ""
        else:
            # the first entry is the poorer one
            row["email"] = ""
        again.append(second)
    padded = _pad(ranked[CUSTOMERS_TWICE:CUSTOMERS_TWICE + PADDED_ID_CUSTOMERS], ("customer_id",))
    counts = {"customers_with_two_rows": len(again), "customers_with_padded_id": padded}
    return rows + again, counts
