"""Orders as rows of text, the way an export gives them, and files as bytes that never change."""

import csv
import io
import json
from pathlib import Path

from .catalogue import euros
from .draws import share
from .orders import Order
from .planted import HOME_CURRENCY

Row = dict[str, str]

HEADERS = {
    "demo_order_lines": (
        "order_line_id", "order_id", "customer_id", "ordered_at", "order_status", "product_id",
        "quantity", "unit_price", "line_amount", "country", "currency", "campaign_code",
    ),
    "demo_customers": (
        "customer_id", "customer_name", "customer_group", "country", "email", "account_manager",
        "relationship_started_on",
    ),
    "demo_products": ("product_id", "product_name", "product_line", "unit_cost"),
    "demo_campaigns": (
        "campaign_id", "campaign_name", "starts_on", "ends_on", "cost", "is_seasonal", "action",
    ),
    "demo_campaign_members": ("campaign_id", "customer_id", "is_control"),
    "demo_owners": ("owner", "territory", "hours_a_week", "hourly_cost"),
    "demo_tool_usage": ("user_id", "used_at", "tool", "view"),
    "demo_action_log": ("customer_id", "action", "done_on", "done_by", "outcome"),
}


def _ordered_at(order: Order) -> str:
    form = share("date form", order.key)
    if form < 0.6:
        return order.ordered_on.isoformat()
    return f"{order.ordered_on}{' ' if form < 0.85 else 'T'}{order.time}"


def line_rows(orders: list[Order]) -> list[tuple[Order, Row]]:
    """Number the orders as they come and return one row per line with the order it is from."""
    rows = []
    for number, order in enumerate(orders, start=100001):
        for position, line in enumerate(order.lines, start=1):
            rows.append((order, {
                "order_line_id": f"O{number}-{position}",
                "order_id": f"O{number}",
                "customer_id": order.customer.customer_id,
                "ordered_at": _ordered_at(order),
                "order_status": order.status,
                "product_id": line.product_id,
                "quantity": str(line.quantity),
                "unit_price": str(euros(line.unit_cents)),
                "line_amount": str(line.amount),
                "country": order.customer.country,
                "currency": HOME_CURRENCY,
                "campaign_code": order.campaign_code,
            }))
    return rows


def csv_text(header: tuple[str, ...], rows: list[Row]) -> str:
    """Return a CSV with a header, quotes only where they are needed."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write(tables: dict[str, list[Row]], truth: dict, out: Path, truth_path: Path) -> None:
    """Write one CSV per table into `out`, and the truth as JSON."""
    out.mkdir(parents=True, exist_ok=True)
    truth_path.parent.mkdir(parents=True, exist_ok=True)
    for name, header in HEADERS.items():
        (out / f"{name}.csv").write_bytes(csv_text(header, tables[name]).encode("utf-8"))
    text = json.dumps(truth, indent=2, ensure_ascii=False) + "\n"
    truth_path.write_bytes(text.encode("utf-8"))
