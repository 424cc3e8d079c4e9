"""The demo's files are reproducible, and hold what the planted truth says they hold."""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

import generate_demo
from demo_company import owners, usage
from project_files import ROOT

SEEDS = ROOT / "seeds" / "demo"
TRUTH = ROOT / "tests" / "fixtures" / "demo_planted_truth.json"
NAMES = (
    "order_lines", "customers", "products", "campaigns", "campaign_members", "owners", "tool_usage",
    "action_log",
)
STATUSES = {"Shipped", "Cancelled", "Resolved", "On Hold", "In Process", "Disputed"}

ISO = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of one demo file as text."""
    with (SEEDS / f"demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def has_good_date(row: Row) -> bool:
    """Tell whether a line's date can be read and is possible."""
    try:
        day = date.fromisoformat(row["ordered_at"][:10])
    except ValueError:
        return False
    return bool(ISO.fullmatch(row["ordered_at"])) and 1900 <= day.year < 2026


@pytest.fixture(scope="module")
def truth() -> dict:
    """The planted truth."""
    return json.loads(TRUTH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def raw() -> list[Row]:
    """All rows of the order lines, as they are."""
    return read("order_lines")


def test_generating_again_gives_the_same_bytes(tmp_path, monkeypatch):
    again = tmp_path / "truth" / "truth.json"
    monkeypatch.setattr(
        sys, "argv", ["generate_demo", "--out", str(tmp_path / "demo"), "--truth", str(again)]
    )
    generate_demo.main()
    written = {path.name: path.read_bytes() for path in (tmp_path / "demo").iterdir()}
    assert set(written) == {f"demo_{name}.csv" for name in NAMES}
    for name, content in written.items():
        assert content == (SEEDS / name).read_bytes(), f"{name} differs from seeds/demo"
    assert again.read_bytes() == TRUTH.read_bytes(), "the truth differs"


def test_planted_defects_are_all_there(raw, truth):
    distinct = {tuple(row.values()) for row in raw}
    keys = {row["order_line_id"] for row in raw}
    ids = ("order_line_id", "order_id", "customer_id", "product_id")
    found = {
        "lines_in_foreign_currency": sum(row["currency"] == "USD" for row in raw),
        "exact_duplicate_lines": len(raw) - len(distinct),
        "conflicting_duplicate_lines": len(distinct) - len(keys),
        "lines_without_customer": sum(row["customer_id"] == "" for row in raw),
        "lines_without_order": sum(row["order_id"] == "" for row in raw),
        "lines_with_bad_date": sum(not has_good_date(row) for row in raw),
        "lines_with_bad_amount": sum(not NUMBER.fullmatch(row["line_amount"]) for row in raw),
        "lines_with_bad_quantity": sum(not NUMBER.fullmatch(row["quantity"]) for row in raw),
        "lines_with_padded_id": sum(any(row[c] != row[c].strip() for c in ids) for row in raw),
        "lines_without_unit_price": sum(row["unit_price"] == "" for row in raw),
        "lines_without_product": sum(row["product_id"] == "" for row in raw),
        "lines_without_country": sum(row["country"] == "" for row in raw),
        "lines_with_messy_status": sum(row["order_status"] not in STATUSES for row in raw),
    }
    customers = read("customers")
    ids = [row["customer_id"] for row in customers]
    per_id = Counter(map(str.strip, ids))
    found["customers_with_two_rows"] = sum(n == 2 for n in per_id.values())
    found["customers_with_padded_id"] = sum(text != text.strip() for text in ids)
    assert found == truth["defects"] and min(found.values()) > 0
    assert max(per_id.values()) == 2
    assert len({tuple(row.values()) for row in customers}) == len(customers)


def test_special_customers_are_what_they_are_planted_as(raw, truth):
    usable = {
        row["order_line_id"]: row
        for row in reversed(raw)
        if has_good_date(row) and NUMBER.fullmatch(row["line_amount"]) and row["currency"] == "EUR"
        and row["order_id"]
    }
    amounts, statuses = defaultdict(list), defaultdict(set)
    for row in usable.values():
        customer = row["customer_id"].strip()
        amounts[customer].append(Decimal(row["line_amount"]))
        statuses[customer].add(row["order_status"].strip().lower())
    assert all(max(amounts[c]) < 0 for c in truth["customers_with_refunds_only"])
    for customer in truth["customers_with_refunds_above_sales"]:
        assert sum(amounts[customer]) < 0 < max(amounts[customer])
    for customer in truth["customers_with_cancelled_orders_only"]:
        assert statuses[customer] == {"cancelled"}
    assert all(not any(amounts[c]) for c in truth["customers_with_give_aways_only"])
    in_lines = {row["customer_id"].strip() for row in raw} - {""}
    in_file = {row["customer_id"].strip() for row in read("customers")}
    assert sorted(in_file - in_lines) == truth["customers_without_orders"]
    assert sorted(in_lines - in_file) == truth["customers_missing_from_customer_file"]


def test_tools_are_taken_up_and_given_up_as_planted():
    rows = read("tool_usage")
    months = sorted({row["used_at"][:7] for row in rows if ISO.fullmatch(row["used_at"])})
    assert len(months) == 6 and months[-1] == "2025-12"
    uses = Counter((row["user_id"].strip(), row["tool"], row["used_at"][:7]) for row in rows)
    for habit in usage.HABITS:
        at_first, in_the_end = (
            sum(uses[habit.user, habit.tool, month] for month in some)
            for some in (months[:2], months[-2:])
        )
        # a smaller change could be chance
        if abs(habit.in_the_end - habit.at_first) > 1.5:
            assert (in_the_end > at_first) == (habit.in_the_end > habit.at_first), habit
    calls = [row["used_at"][:10] for row in rows if row["tool"] == "crm" and row["view"]]
    assert max(filter(ISO.fullmatch, calls)) <= str(usage.LIST_ENDS_ON)
    assert [row for row in rows if not ISO.fullmatch(row["used_at"])] == [usage.UNREADABLE]
    assert [row for row in rows if not row["user_id"].strip()] == [usage.NOBODY]
    assert {owner.name for owner in owners.OWNERS} >= {
        habit.user for habit in usage.HABITS
    } - {"controlling", "temp.07"}
    assert {person["account_manager"] for person in read("customers")} - {""} <= {
        owner["owner"] for owner in read("owners")
    }
