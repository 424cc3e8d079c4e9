"""Customers who come with their totals instead of order lines."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from dbt_runs import OWN_LINES, Build
from own_tables import as_relation

# customer, revenue, orders; then by hand: tier, reason, what is lacking for the next better tier
ACCOUNTS = [
    ("A01", "900", "6", "first", "6 orders, at least 4; revenue 900.00, at least 450", None),
    ("A02", "450", "4", "first", "4 orders, at least 4; revenue 450.00, at least 450", None),
    (
        *("A03", "449.99", "9", "second", "9 orders, at least 3; revenue 449.99, at least 300"),
        "0.01 more revenue",
    ),
    (
        *("A04", "800.00", "3", "second", "3 orders, at least 3; revenue 800.00, at least 300"),
        "1 more order",
    ),
    (
        *("A05", "300", "3", "second", "3 orders, at least 3; revenue 300.00, at least 300"),
        "1 more order and 150.00 more revenue",
    ),
    ("A06", "600", "2", "third", "revenue 600.00, at least 150", "1 more order"),
    ("A07", "299.99", "5", "third", "revenue 299.99, at least 150", "0.01 more revenue"),
    (
        *("A08", "150", "1", "third", "revenue 150.00, at least 150"),
        "2 more orders and 150.00 more revenue",
    ),
    (
        *("A09", "149.99", "7", "rest", "no earlier rule holds: 7 orders; revenue 149.99"),
        "0.01 more revenue",
    ),
    (
        *("A10", "-20", "1", "rest", "no earlier rule holds: 1 order; revenue -20.00"),
        "170.00 more revenue",
    ),
]
TOTALS = [
    dict(zip(("customer_id", "revenue", "orders"), account[:3], strict=True))
    | {"units": None, "first_ordered_on": None, "last_ordered_on": None, "tenure_days": None}
    for account in ACCOUNTS
]
RULES = [
    dict(
        zip(("scheme", "priority", "segment", "metric", "at_least", "below"), rule, strict=True)
    )
    for rule in [
        ("tiers", 1, "first", "revenue", "450", None),
        ("tiers", 1, "first", "orders", "4", None),
        ("tiers", 2, "second", "revenue", "300", None),
        ("tiers", 2, "second", "orders", "3", None),
        ("tiers", 3, "third", "revenue", "150", None),
        ("tiers", 4, "rest", None, None, None),
    ]
]
SEGMENTS = [
    {
        "scheme": "tiers",
        "segment": segment,
        "segment_name": segment.title(),
        "rank": rank,
        "action_group": None,
        "description": None,
    }
    for rank, segment in enumerate(("first", "second", "third", "rest"), 1)
]

PRODUCTS = [
    {"product_id": "P", "product_name": "Hammer", "product_line": "Tools", "unit_cost": None}
]
CAMPAIGNS = [
    {"campaign_id": "march", "campaign_name": None, "starts_on": "2024-03-01",
     "ends_on": "2024-03-31", "cost": "500", "is_seasonal": None}
]
MEMBERS = [
    {"campaign_id": "march", "customer_id": account[0], "is_control": is_control}
    for account, is_control in zip(ACCOUNTS, 5 * ("yes", "no"), strict=True)
]
SEGMENTS_ONLY = ("--select", "+fct_customer_segments", "--indirect-selection", "buildable")
# marts that know nothing without lines
EMPTY = (
    *("fct_order_lines", "fct_sales_monthly", "fct_sales_by_dimension", "fct_catalogue_coverage"),
    *("fct_segment_sales_monthly", "fct_segment_products", "fct_seasonality"),
    *("fct_product_affinity", "fct_customer_product_recommendations"),
    "fct_customer_reorders_due",
)


@pytest.fixture(scope="module")
def build_totals(
    build: Callable[..., Build], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Build]:
    """Run `dbt build` on totals: build_totals(rows, **settings)."""
    folder = tmp_path_factory.mktemp("totals")

    def run(
        totals: list[dict[str, Any]], options: Sequence[str] = (), **settings: Any
    ) -> Build:
        relation = as_relation(folder / "totals.csv", totals)
        return build(options=[*OWN_LINES, *options], customer_totals=relation, **settings)

    return run


@pytest.fixture(scope="module")
def tiers(
    build_totals: Callable[..., Build], tmp_path_factory: pytest.TempPathFactory
) -> Build:
    """The ten accounts in four tiers, with a product and a campaign that nothing is known of."""
    folder = tmp_path_factory.mktemp("tiers")
    inputs = {
        "rules": RULES, "segments": SEGMENTS, "products": PRODUCTS, "campaigns": CAMPAIGNS,
        "campaign_members": MEMBERS,
    }
    relations = {name: as_relation(folder / f"{name}.csv", rows) for name, rows in inputs.items()}
    result = build_totals(TOTALS, **relations)
    assert result.ok, result.said[-3000:]
    return result


def test_ten_accounts_fall_into_four_tiers(tiers: Build) -> None:
    query = "select customer_id, segment from segmentation.fct_customer_segments order by all"
    assert tiers.rows(query) == [(account[0], account[3]) for account in ACCOUNTS]


def test_reasons_and_gaps_are_told_with_the_accounts_own_totals(tiers: Build) -> None:
    query = """
        select customer_id, reason, gap_to_better_segment
        from segmentation.fct_customer_segments order by customer_id
    """
    assert tiers.rows(query) == [(account[0], *account[4:]) for account in ACCOUNTS]


def test_metrics_that_need_dates_are_empty(tiers: Build) -> None:
    known = ("customer_id", "orders", "revenue", "average_order_value", "revenue_percentile")
    needing_dates = ("recency_days", "orders_trend", "lateness", "last_ordered_on")
    for count, columns in ((len(ACCOUNTS), known), (0, needing_dates)):
        for column in columns:
            found = f"select count({column}) from segmentation.fct_customer_metrics"
            assert tiers.one(found) == count, column


def test_marts_that_need_lines_are_empty_or_say_why(tiers: Build) -> None:
    assert tiers.one("select count(*) from segmentation.dim_products") == 1
    for mart in EMPTY:
        assert tiers.one(f"select count(*) from segmentation.{mart}") == 0, mart
    unknown = "verdict, verdict_reason from segmentation.fct_campaign_performance group by all"
    assert tiers.rows(f"select {unknown}") == [
        ("not measured", "There are no order lines to measure it by.")
    ]
    for mart in ("fct_lifetime_value_backtest", "fct_lifetime_value_model"):
        reasons = f"select distinct {{}} from segmentation.{mart}"
        column = "reason" if mart.endswith("backtest") else "reason_not_fitted"
        assert tiers.rows(reasons.format(column)) == [("no purchases",)]


def test_revenue_is_concentrated_without_order_lines(tiers: Build) -> None:
    revenues = sorted((Decimal(account[1]) for account in ACCOUNTS), reverse=True)
    query = """
        select scheme, customers, revenue, largest_customer_id, largest_five_revenue, all_revenue
        from segmentation.fct_revenue_concentration where percentile = 20 order by scheme
    """
    top = (2, sum(revenues[:2]), "A01", sum(revenues[:5]), sum(revenues))
    assert tiers.rows(query) == [("all", *top), ("tiers", *top)]


def test_shipped_schemes_that_need_dates_are_not_assigned_and_named(
    build_totals: Callable[..., Build],
) -> None:
    result = build_totals(TOTALS, SEGMENTS_ONLY)
    assert result.ok, result.said[-3000:]
    said = [line for line in result.said.splitlines() if " is not assigned: " in line]
    ending = "and segmentation_customer_totals gives none"
    for scheme, missing, more in (
        (
            *("account_tier", "recency_days, tenure_days, orders_trend, silence_ratio"),
            "; tenure_days is a column that it may have.",
        ),
        ("lifecycle", "recency_score", "."),
        ("rfm", "recency_score", "."),
        ("rfm_11", "recency_score", "."),
    ):
        sentence = f"Scheme {scheme} is not assigned: its rules name {missing}, {ending}{more}"
        assert sum(sentence in line for line in said) == 1, said
    assigned = "select scheme from segmentation.fct_customer_segments group by scheme"
    assert result.rows(assigned) == [("customer_group",)]


def test_tiers_are_assigned_by_revenue_orders_order_value_and_tenure_alone(
    build_totals: Callable[..., Build],
) -> None:
    # by hand: two customers are a fifth, accounts are young below 180 days
    tenures = {"A04": "180", "A05": "179", "A06": "100", "A08": "400", "A10": "30"}
    totals = [
        total | {"tenure_days": tenures.get(total["customer_id"], "1000")} for total in TOTALS
    ]
    result = build_totals(totals, SEGMENTS_ONLY)
    assert result.ok, result.said[-3000:]
    query = """
        select customer_id, segment from segmentation.fct_customer_segments
        where scheme = 'account_tier' order by customer_id
    """
    tiers = {"A01": "strategic", "A05": "growth", "A06": "growth", "A08": "at_risk"}
    expected = [(account[0], tiers.get(account[0], "stable")) for account in ACCOUNTS]
    assert result.rows(query) == expected
    assert "Scheme account_tier is not assigned" not in result.said


@pytest.mark.parametrize(
    ("totals", "sentence"),
    [
        ([{"revenue": "9000000000000000.00"}], None),
        (
            30 * [{"revenue": "9000000000000000.00"}],
            "customer 0 has the revenue 9000000000000000.00, and all of them add up to "
            "270000000000000000.000000 without their signs; allowed: a sum below "
            "10000000000000000.",
        ),
        (
            [{"revenue": "5000000000000000"}, {"revenue": "-5000000000000000"}],
            "customer 0 has the revenue 5000000000000000.00, and all of them add up to "
            "10000000000000000.000000 without their signs; allowed: a sum below 10000000000000000.",
        ),
        (
            2 * [{"units": "500000000000000"}],
            "customer 0 has the units 500000000000000.000, and all of them add up to "
            "1000000000000000.000000 without their signs; allowed: a sum below 1000000000000000.",
        ),
        (
            [{"revenue": "1,200"}],
            "customer 0 has the unreadable revenue 1,200; allowed: a plain number.",
        ),
        (
            2 * [{"customer_id": "A"}],
            "customer A is there more than once; allowed: one row a customer.",
        ),
        ([{"tenure_days": "0"}, {"tenure_days": "2147483647"}], None),
        (
            [{"tenure_days": "-1"}],
            "customer 0 has the tenure_days -1; allowed: at least the days since the last order, "
            "0.",
        ),
        (
            [{"last_ordered_on": "2024-03-11"}, {"last_ordered_on": "2024-03-01",
                                                "tenure_days": "9"}],
            "customer 1 has the tenure_days 9; allowed: at least the days since the last order, "
            "10.",
        ),
    ],
)
def test_totals_that_do_not_fit_are_told_in_a_sentence(
    tiers: Build, totals: list[dict[str, str]], sentence: str | None
) -> None:
    """The test of dbt on other totals, as they come from staging: no build for each."""
    folder = tiers.target / "compiled" / "customer_segmentation" / "tests" / "inputs"
    test = (folder / "assert_customer_totals_are_usable.sql").read_text(encoding="utf-8")
    types = {
        "customer_id": "varchar", "revenue": "decimal(18, 2)", "orders": "integer",
        "units": "decimal(18, 3)", "tenure_days": "integer", "first_ordered_on": "date",
        "last_ordered_on": "date",
    }
    rows = [
        {"customer_id": str(number), "revenue": "1", "orders": "1"} | row
        for number, row in enumerate(totals)
    ]
    staged = " union all ".join(
        "select " + ", ".join(
            f"try_cast({repr(row[name]) if name in row else 'null'} as {kind}) as {name}, "
            f"cast({repr(row[name]) if name in row else 'null'} as varchar) as raw_{name}"
            for name, kind in types.items()
        )
        for row in rows
    )
    [relation] = set(re.findall(r'\S+"stg_segmentation__customer_totals"', test))
    found = duckdb.sql(test.replace(relation, f"({staged})")).fetchone()
    assert found == (sentence and (f"segmentation_customer_totals: {sentence}",))
