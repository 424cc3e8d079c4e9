"""The whole company: its tables and the truth about them."""

from collections import Counter
from dataclasses import dataclass

from .action_log import action_log_rows
from .baskets import Shelf
from .catalogue import Product, products
from .customers import ROLES, Customer, customer_id_of, customers
from .defects import spoil_customers, spoil_lines
from .export import Row, line_rows
from .orders import Order, orders
from .owners import owner_rows
from .planted import (
    ACTIONS,
    CAMPAIGNS,
    CAUSES,
    COMPANIONS,
    ENDS_ON,
    FALLEN_MARKET,
    HOME_CURRENCY,
    MARKET_FELL_ON,
    MONTH_FACTORS,
    NEVER_SOLD_PRODUCTS,
    NOT_IN_CUSTOMER_FILE,
    PLANNED_CAMPAIGN,
    PROCESS,
    RUSH_LINE,
    RUSH_MONTH,
    SEED,
    SHORTAGE_LINE,
    SHORTAGE_MONTH,
    STARTS_ON,
)
from .purchases import History, purchases
from .usage import usage_rows


@dataclass(frozen=True)
class Company:
    """People, purchases and orders before export, then the tables (rows of text) and the truth."""

    customers: list[Customer]
    histories: dict[str, History]
    orders: list[Order]
    tables: dict[str, list[Row]]
    truth: dict


def _customer_rows(people: list[Customer]) -> list[Row]:
    return [
        {
            "customer_id": person.customer_id,
            "customer_name": person.name,
            "customer_group": person.group,
            "country": person.country,
            "email": person.email,
            "account_manager": person.account_manager,
            "relationship_started_on": str(person.relationship_started_on or ""),
        }
        for person in people
        if person.number not in NOT_IN_CUSTOMER_FILE
    ]


def _product_rows(catalogue: list[Product]) -> list[Row]:
    return [
        {
            "product_id": product.product_id,
            "product_name": product.product_name,
            "product_line": product.product_line,
            "unit_cost": product.unit_cost,
        }
        for product in catalogue
    ]


def _campaign_rows() -> list[Row]:
    return [
        {
            "campaign_id": campaign.campaign_id,
            "campaign_name": campaign.campaign_name,
            "starts_on": str(campaign.starts_on),
            "ends_on": str(campaign.ends_on),
            "cost": campaign.cost,
            "is_seasonal": str(campaign.is_seasonal).lower(),
            "action": campaign.action,
        }
        for campaign in (*CAMPAIGNS, PLANNED_CAMPAIGN)
    ]


def _member_rows(histories: dict[str, History]) -> list[Row]:
    rows = [
        {
            "campaign_id": membership.campaign.campaign_id,
            "customer_id": membership.customer_id,
            "is_control": str(membership.is_control).lower(),
        }
        for history in histories.values()
        for membership in history.memberships
    ]
    return sorted(rows, key=lambda row: (row["campaign_id"], row["customer_id"]))


def _with_role(role: str) -> list[str]:
    return [customer_id_of(number) for number, other in sorted(ROLES.items()) if other == role]


def _hit_by_the_fall(people: list[Customer], histories: dict[str, History]) -> list[str]:
    """Return who still bought in the fallen market when it fell."""
    return [
        person.customer_id
        for person in people
        if person.trend == "market" and person.won_on < MARKET_FELL_ON
        and not (
            (left_on := histories[person.customer_id].left_on) and left_on < MARKET_FELL_ON
        )
    ]


def _truth(people: list[Customer], histories: dict[str, History], placed: list[Order],
           rows: dict[str, list[Row]], defects: dict[str, int]) -> dict:
    members = Counter((row["campaign_id"], row["is_control"])
                      for row in rows["demo_campaign_members"])
    trends = {
        trend: [person.customer_id for person in people if person.trend == trend]
        for trend in ("rising", "declining", *CAUSES)
    }
    lines = [line for order in placed for line in order.lines]
    return {
        "seed": SEED,
        "starts_on": str(STARTS_ON),
        "ends_on": str(ENDS_ON),
        "currency": HOME_CURRENCY,
        "buying_process": {
            "model": "bg_nbd",
            "time_unit": "day",
            **PROCESS,
            "customers": sum(person.role == "process" for person in people),
        },
        "month_factors": list(MONTH_FACTORS),
        "campaigns": {
            campaign.campaign_id: {
                "lift": campaign.lift,
                "treated": members[campaign.campaign_id, "false"],
                "control": members[campaign.campaign_id, "true"],
            }
            for campaign in CAMPAIGNS
        },
        "logged_actions": {action.action: {"odds": action.odds} for action in ACTIONS},
        "bought_together": [list(pair) for pair in COMPANIONS.items()],
        "rising_customers": trends["rising"],
        "declining_customers": trends["declining"],
        "decline_causes": {
            **{cause: trends[cause] for cause in CAUSES},
            "season": _hit_by_the_fall(people, histories),
        },
        "fallen_market": {"country": FALLEN_MARKET, "fell_on": str(MARKET_FELL_ON)},
        "shortage": {"product_line": SHORTAGE_LINE, "month": str(SHORTAGE_MONTH)},
        "rush": {"product_line": RUSH_LINE, "month": str(RUSH_MONTH)},
        "customers_with_refunds_only": _with_role("refund_only"),
        "customers_with_refunds_above_sales": _with_role("refunds_exceed_sales"),
        "customers_with_cancelled_orders_only": _with_role("cancelled_only"),
        "customers_with_give_aways_only": _with_role("give_away_only"),
        "customers_without_orders": _with_role("never_ordered"),
        "customers_missing_from_customer_file": [
            customer_id_of(number) for number in NOT_IN_CUSTOMER_FILE
        ],
        "products_never_sold": [f"P{number:03d}" for number in NEVER_SOLD_PRODUCTS],
        "orders": len(placed),
        "order_lines_in_file": len(rows["demo_order_lines"]),
        "orders_by_kind": dict(sorted(Counter(order.kind for order in placed).items())),
        "refund_lines": sum(line.quantity < 0 for line in lines),
        "zero_amount_lines": sum(line.unit_cents == 0 for line in lines),
        "zero_amount_orders": sum(
            all(line.unit_cents == 0 for line in order.lines) for order in placed),
        "defects": defects,
    }


def build() -> Company:
    """Make the company; the same one each time."""
    people = customers()
    catalogue = products()
    histories = {
        person.customer_id: purchases(person) for person in people if person.role == "process"
    }
    placed = orders(people, histories, Shelf(catalogue))
    lines, line_defects = spoil_lines(line_rows(placed))
    customer_rows, customer_defects = spoil_customers(_customer_rows(people))
    tables = {
        "demo_order_lines": lines,
        "demo_customers": customer_rows,
        "demo_products": _product_rows(catalogue),
        "demo_campaigns": _campaign_rows(),
        "demo_campaign_members": _member_rows(histories),
        "demo_owners": owner_rows(),
        "demo_tool_usage": usage_rows(),
        "demo_action_log": action_log_rows(people, histories),
    }
    truth = _truth(people, histories, placed, tables, line_defects | customer_defects)
    return Company(people, histories, placed, tables, truth)
