"""The demo's files are reproducible, and hold what the planted truth says they hold."""

import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds" / "demo"
TRUTH = ROOT / "tests" / "fixtures" / "demo_planted_truth.json"
NAMES = ("order_lines", "customers", "products", "campaigns", "campaign_members")
STATUSES = {"Shipped", "Cancelled", "Resolved", "On Hold", "In Process", "Disputed"}

ISO = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d)?")
NUMBER = re.compile(r"-?\d+(\.\d+)?")

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of one demo file as text."""
    with (SEEDS / f"demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day_of(text: str) -> date | None:
    """Return the day of a plain ISO date or timestamp, else nothing."""
    if not ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def has_good_date(row: Row) -> bool:
    """Tell whether a line's date can be read and is possible."""
    day = day_of(row["ordered_at"])
    return day is not None and date(1900, 1, 1) <= day < date(2026, 1, 1)


def is_valid(row: Row) -> bool:
    """Tell whether a line can be used, its being a duplicate aside."""
    return bool(
        has_good_date(row)
        and NUMBER.fullmatch(row["line_amount"])
        and row["customer_id"]
        and row["order_id"]
        and row["currency"] == "EUR"
    )


@pytest.fixture(scope="module")
def truth() -> dict:
    """The planted truth."""
    return json.loads(TRUTH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def raw() -> list[Row]:
    """All rows of the order lines, as they are."""
    return read("order_lines")


@pytest.fixture(scope="module")
def lines(raw: list[Row]) -> list[dict]:
    """Valid lines, once per key, ids trimmed, with `day`, `amount` and `status`."""
    once = {row["order_line_id"]: row for row in reversed(raw) if is_valid(row)}
    return [
        {
            **{column: value.strip() for column, value in row.items()},
            "day": day_of(row["ordered_at"]),
            "amount": Decimal(row["line_amount"]),
            "status": row["order_status"].strip().lower(),
        }
        for row in reversed(once.values())
    ]


@pytest.fixture(scope="module")
def counted(lines: list[dict]) -> list[dict]:
    """Valid lines that are not cancelled."""
    return [line for line in lines if line["status"] != "cancelled"]


@pytest.fixture(scope="module")
def purchase_days(counted: list[dict]) -> dict[str, list[date]]:
    """By customer, the sorted days with a line that is no refund."""
    days = defaultdict(set)
    for line in counted:
        if line["amount"] >= 0:
            days[line["customer_id"]].add(line["day"])
    return {customer: sorted(found) for customer, found in days.items()}


@pytest.fixture(scope="module")
def generator():
    """The generator's folder, importable."""
    sys.path.insert(0, str(ROOT / "scripts"))
    yield
    sys.path.remove(str(ROOT / "scripts"))


def test_generating_again_gives_the_same_bytes(generator, tmp_path, monkeypatch):
    import generate_demo

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


def test_files_are_as_large_as_promised(raw, truth):
    orders = {row["order_id"].strip() for row in raw} - {""}
    customers = {row["customer_id"].strip() for row in read("customers")}
    assert len(raw) == truth["order_lines_in_file"]
    assert len(raw) == pytest.approx(30_000, rel=0.1)
    assert len(orders) == pytest.approx(10_000, rel=0.1)
    assert len(customers) == pytest.approx(1_200, rel=0.1)
    assert len({row["country"] for row in raw} - {""}) == 19
    assert sum((SEEDS / f"demo_{name}.csv").stat().st_size for name in NAMES) < 4_000_000


def test_files_use_unix_lines_and_no_byte_order_mark():
    for name in NAMES:
        content = (SEEDS / f"demo_{name}.csv").read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\n")


def test_products_never_sold_are_those_planted(raw, truth):
    products = read("products")
    never = {row["product_id"] for row in products} - {row["product_id"].strip() for row in raw}
    assert len(products) == 150
    assert len({row["product_line"] for row in products}) == 7
    assert sorted(never) == truth["products_never_sold"]
    assert len(never) == 8


def test_planted_defects_of_lines_are_all_there(raw, truth):
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
    planted = {name: n for name, n in truth["defects"].items() if "lines" in name}
    assert found == planted
    assert min(found.values()) > 0


def test_planted_defects_of_customers_are_all_there(truth):
    rows = read("customers")
    per_id = Counter(row["customer_id"].strip() for row in rows)
    twice = [customer for customer, n in per_id.items() if n == 2]
    assert max(per_id.values()) == 2
    assert len(twice) == truth["defects"]["customers_with_two_rows"] == 40
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    padded = sum(row["customer_id"] != row["customer_id"].strip() for row in rows)
    assert padded == truth["defects"]["customers_with_padded_id"]


def test_nearly_all_lines_are_valid(raw, lines):
    assert 0.99 <= len(lines) / len(raw) < 1


def test_no_line_has_two_reasons_for_rejection(raw):
    for row in raw:
        reasons = [
            not has_good_date(row), not NUMBER.fullmatch(row["line_amount"]),
            not row["customer_id"], not row["order_id"], row["currency"] != "EUR",
        ]
        assert sum(reasons) <= 1, row


def test_last_valid_day_is_the_planted_one_and_rests_on_a_shipped_order(raw, lines, truth):
    last = max(line["day"] for line in lines)
    assert last == date.fromisoformat(truth["ends_on"])
    assert any(
        row["order_status"] == "Shipped" and Decimal(row["line_amount"]) > 0
        for row in raw if row["ordered_at"].startswith(truth["ends_on"])
    )


def test_lines_come_by_order_date(raw):
    days = [day_of(row["ordered_at"]) for row in raw if has_good_date(row)]
    assert days == sorted(days)


def test_three_forms_of_timestamp_occur(raw):
    forms = Counter(row["ordered_at"][10:11] for row in raw if has_good_date(row))
    assert set(forms) == {"", " ", "T"}
    assert min(forms.values()) > 0.1 * len(raw)


def test_amount_is_quantity_times_price(lines):
    for line in lines:
        if NUMBER.fullmatch(line["quantity"]) and line["unit_price"]:
            exact = Decimal(line["quantity"]) * Decimal(line["unit_price"])
            assert line["amount"] == exact.quantize(Decimal("0.01")), line["order_line_id"]


def test_all_deal_sizes_occur(counted):
    amounts = [line["amount"] for line in counted]
    small = sum(amount < 3_000 for amount in amounts) / len(amounts)
    large = sum(amount >= 7_000 for amount in amounts) / len(amounts)
    assert 0.65 < small < 0.85
    assert 0.03 < large < 0.10
    assert 1 - small - large > 0.10


def test_all_statuses_occur_and_open_orders_are_recent(lines, truth):
    statuses = Counter(line["status"] for line in lines)
    assert set(statuses) == {status.lower() for status in STATUSES}
    assert statuses["shipped"] > 0.8 * len(lines)
    assert min(statuses.values()) > 100
    lately = date.fromisoformat(truth["ends_on"]) - timedelta(days=14)
    in_process = [line["day"] > lately for line in lines if line["status"] == "in process"]
    assert sum(in_process) > 0.6 * len(in_process)


def test_refunds_are_two_percent_of_lines(raw, lines, truth):
    refunds = [line for line in lines if line["amount"] < 0]
    assert len(refunds) == truth["refund_lines"]
    assert 0.015 < len(refunds) / len(raw) < 0.025
    assert all(line["quantity"].startswith("-") for line in refunds)


def test_zero_lines_and_whole_zero_orders_occur(lines, truth):
    by_order = defaultdict(list)
    for line in lines:
        by_order[line["order_id"]].append(line["amount"])
    assert sum(line["amount"] == 0 for line in lines) == truth["zero_amount_lines"] >= 20
    assert sum(not any(a) for a in by_order.values()) == truth["zero_amount_orders"] >= 3


def test_fourth_quarter_is_the_peak_of_every_year(counted):
    revenue = Counter()
    for line in counted:
        revenue[line["day"].year, line["day"].month] += line["amount"]
    for year in (2023, 2024, 2025):
        months = {month: revenue[year, month] for month in range(1, 13)}
        index = sum(months[m] for m in (10, 11, 12)) / 3 / (sum(months.values()) / 12)
        assert index > Decimal("1.2")
        assert max(months, key=months.get) in (11, 12)


def test_top_fifth_of_customers_brings_three_quarters_of_revenue(counted):
    revenue = Counter()
    for line in counted:
        revenue[line["customer_id"]] += line["amount"]
    ranked = sorted(revenue.values(), reverse=True)
    share = sum(ranked[: len(ranked) // 5]) / sum(ranked)
    assert Decimal("0.65") < share < Decimal("0.85")


def test_every_kind_of_customer_has_company(purchase_days, truth):
    last = date.fromisoformat(truth["ends_on"])
    kinds = Counter()
    for days in purchase_days.values():
        silent = (last - days[-1]).days
        if len(days) == 1:
            kinds["new" if silent <= 61 else "one long ago" if silent > 365 else "other"] += 1
        elif len(days) >= 8:
            kinds["loyal" if silent <= 45 else "lost" if silent > 240 else "other"] += 1
        else:
            kinds["other"] += 1
    assert kinds["new"] >= 30
    assert kinds["one long ago"] >= 80
    assert kinds["loyal"] >= 100
    assert kinds["lost"] >= 40
    assert kinds["other"] >= 300


def test_nobody_buys_twice_on_a_day(counted):
    orders = defaultdict(set)
    for line in counted:
        if line["amount"] > 0:
            orders[line["customer_id"], line["day"]].add(line["order_id"])
    assert max(map(len, orders.values())) == 1


def test_special_customers_are_what_they_are_planted_as(raw, lines, truth):
    of = defaultdict(list)
    for line in lines:
        of[line["customer_id"]].append(line)
    amounts = {customer: [line["amount"] for line in found] for customer, found in of.items()}
    assert all(max(amounts[c]) < 0 for c in truth["customers_with_refunds_only"])
    for customer in truth["customers_with_refunds_above_sales"]:
        assert sum(amounts[customer]) < 0 < max(amounts[customer])
    for customer in truth["customers_with_cancelled_orders_only"]:
        assert {line["status"] for line in of[customer]} == {"cancelled"}
    assert all(not any(amounts[c]) for c in truth["customers_with_give_aways_only"])
    in_lines = {row["customer_id"].strip() for row in raw} - {""}
    in_file = {row["customer_id"].strip() for row in read("customers")}
    assert sorted(in_file - in_lines) == truth["customers_without_orders"]
    assert sorted(in_lines - in_file) == truth["customers_missing_from_customer_file"]


def test_customer_attributes_are_as_untidy_as_real_ones():
    rows = read("customers")
    assert {row["customer_group"] for row in rows} == {"M", "S", ""}
    assert 0.10 < sum(row["customer_group"] == "" for row in rows) / len(rows) < 0.20
    names = "".join(row["customer_name"] for row in rows)
    assert all(sign in names for sign in "',\"éø<=@")
    for column in ("email", "account_manager", "relationship_started_on"):
        assert sum(row[column] == "" for row in rows) > 30, column


def test_campaign_controls_are_three_in_ten_and_codes_come_from_the_treated(raw, truth):
    campaigns = {row["campaign_id"]: row for row in read("campaigns")}
    members = {(row["campaign_id"], row["customer_id"]): row for row in read("campaign_members")}
    sizes = Counter((campaign, row["is_control"]) for (campaign, _), row in members.items())
    assert set(campaigns) == set(truth["campaigns"])
    assert {row["is_seasonal"] for row in campaigns.values()} == {"true", "false"}
    for campaign, planted in truth["campaigns"].items():
        treated, control = sizes[campaign, "false"], sizes[campaign, "true"]
        assert (treated, control) == (planted["treated"], planted["control"])
        assert 0.25 < control / (treated + control) < 0.35
    coded = [row for row in raw if row["campaign_code"] and is_valid(row)]
    assert {row["campaign_code"] for row in coded} == set(campaigns)
    for row in coded:
        campaign = campaigns[row["campaign_code"]]
        assert members[campaign["campaign_id"], row["customer_id"].strip()]["is_control"] == "false"
        assert campaign["starts_on"] <= row["ordered_at"][:10] <= campaign["ends_on"]


def test_planted_lift_shows_against_the_true_rates(generator, truth):
    from demo_company.customers import customers
    from demo_company.purchases import purchases

    expected, orders = Counter(), Counter()
    for customer in customers():
        if customer.role == "process":
            for membership in purchases(customer).memberships:
                key = (membership.campaign.campaign_id, membership.is_control)
                expected[key] += membership.expected_orders
                orders[key] += membership.orders
    for campaign, planted in truth["campaigns"].items():
        for is_control, factor in ((True, 1), (False, 1 + planted["lift"])):
            promised = factor * expected[campaign, is_control]
            # orders in the window are Poisson given the rates
            assert abs(orders[campaign, is_control] - promised) < 2.5 * math.sqrt(promised)


def test_planted_lift_shows_in_orders_of_treated_against_control(purchase_days, truth):
    campaigns = {row["campaign_id"]: row for row in read("campaigns")}
    orders, heads = Counter(), Counter()
    for row in read("campaign_members"):
        campaign = campaigns[row["campaign_id"]]
        starts, ends = (date.fromisoformat(campaign[c]) for c in ("starts_on", "ends_on"))
        key = (row["campaign_id"], row["is_control"])
        heads[key] += 1
        orders[key] += sum(starts <= day <= ends for day in purchase_days[row["customer_id"]])
    for campaign, planted in truth["campaigns"].items():
        treated, control = (
            orders[campaign, flag] / heads[campaign, flag] for flag in ("false", "true")
        )
        assert treated / control == pytest.approx(1 + planted["lift"], rel=0.25)


def test_rising_and_declining_accounts_do_so(purchase_days, truth):
    last = date.fromisoformat(truth["ends_on"])
    assert len(truth["rising_customers"]) == len(truth["declining_customers"]) == 25

    def later_share(customer: str) -> float:
        days = purchase_days[customer]
        middle = days[0] + (last - days[0]) / 2
        return sum(day > middle for day in days) / len(days)

    assert all(later_share(customer) > 0.55 for customer in truth["rising_customers"])
    assert all(later_share(customer) < 0.45 for customer in truth["declining_customers"])


def bg_nbd_log_likelihood(
    histories: list[tuple[int, int, int]], r: float, alpha: float, a: float, b: float
) -> float:
    """Return the BG/NBD log-likelihood (Fader, Hardie and Lee 2005, equation 6).

    `histories` holds repeat purchases, days from first to last purchase, days from first to end.
    """
    total = 0.0
    for repeats, recency, age in histories:
        alive = -(r + repeats) * math.log(alpha + age)
        if repeats:
            gone = math.log(a / (b + repeats - 1)) - (r + repeats) * math.log(alpha + recency)
            high, low = max(alive, gone), min(alive, gone)
            alive = high + math.log1p(math.exp(low - high))
        total += (
            math.lgamma(r + repeats) - math.lgamma(r) + r * math.log(alpha)
            + math.lgamma(a + b) + math.lgamma(b + repeats)
            - math.lgamma(b) - math.lgamma(a + b + repeats) + alive
        )
    return total


def test_buying_process_can_be_recovered(purchase_days, truth):
    last = date.fromisoformat(truth["ends_on"])
    trending = {*truth["rising_customers"], *truth["declining_customers"]}
    histories = [
        (len(days) - 1, (days[-1] - days[0]).days, (last - days[0]).days)
        for customer, days in purchase_days.items() if customer not in trending
    ]
    planted = {name: truth["buying_process"][name] for name in ("r", "alpha", "a", "b")}
    at_planted = bg_nbd_log_likelihood(histories, **planted)
    for name in planted:
        for factor in (0.7, 1 / 0.7):
            elsewhere = planted | {name: planted[name] * factor}
            assert bg_nbd_log_likelihood(histories, **elsewhere) < at_planted, (name, factor)


def test_planted_pairs_are_bought_together_most(counted, truth):
    product_line = {row["product_id"]: row["product_line"] for row in read("products")}
    baskets = defaultdict(set)
    for line in counted:
        if line["product_id"] and line["amount"] > 0:
            baskets[line["order_id"]].add(product_line[line["product_id"]])
    single, pairs = Counter(), Counter()
    for basket in baskets.values():
        single.update(basket)
        pairs.update(frozenset(pair) for pair in combinations(basket, 2))
    lift = {
        pair: n * len(baskets) / math.prod(single[name] for name in pair)
        for pair, n in pairs.items()
    }
    top_two = sorted(lift, key=lift.get, reverse=True)[:2]
    assert set(top_two) == {frozenset(pair) for pair in truth["bought_together"]}
    assert min(lift[pair] for pair in top_two) > 1.2
