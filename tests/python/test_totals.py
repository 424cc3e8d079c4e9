"""Customers who come with their totals instead of order lines."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from dbt_runs import OWN_LINES, Build
from own_tables import as_relation

# customer, revenue, orders; then by hand: the tier, if accounts are young below the tenure of 180
ACCOUNTS = [
    ("A01", "900", "6", "1000", "strategic"),
    ("A02", "450", "4", "1000", "stable"),
    ("A03", "449.99", "9", "1000", "stable"),
    ("A04", "800.00", "3", "180", "stable"),
    ("A05", "300", "3", "179", "growth"),
    ("A06", "600", "2", "100", "growth"),
    ("A07", "299.99", "5", "1000", "stable"),
    ("A08", "150", "1", "400", "at_risk"),
    ("A09", "149.99", "7", "1000", "stable"),
    ("A10", "-20", "1", "30", "stable"),
]
NAMES = ("customer_id", "revenue", "orders", "tenure_days")
TOTALS = [
    dict(zip(NAMES, account[:4], strict=True))
    | dict.fromkeys(("units", "first_ordered_on", "last_ordered_on"))
    for account in ACCOUNTS
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
GROUPS = "customer_group"
# marts that know nothing without lines
EMPTY = (
    "fct_order_lines", "fct_sales_monthly", "fct_sales_by_dimension", "fct_catalogue_coverage",
    "fct_segment_sales_monthly", "fct_segment_products", "fct_seasonality", "fct_product_affinity",
    "fct_customer_product_recommendations", "fct_customer_reorders_due",
)


@pytest.fixture(scope="module")
def build_totals(
    build: Callable[..., Build], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Build]:
    """Run `dbt build` on totals, a product and a campaign that nothing is known of."""
    folder = tmp_path_factory.mktemp("totals")

    def run(totals: list[dict[str, Any]], options: Sequence[str] = ()) -> Build:
        inputs = {
            "customer_totals": totals, "products": PRODUCTS, "campaigns": CAMPAIGNS,
            "campaign_members": MEMBERS,
        }
        mapped = {name: as_relation(folder / f"{name}.csv", rows) for name, rows in inputs.items()}
        result = build(options=[*OWN_LINES, *options], **mapped)
        assert result.ok, result.said[-3000:]
        return result

    return run


@pytest.fixture(scope="module")
def tiers(build_totals: Callable[..., Build]) -> Build:
    return build_totals(TOTALS)


def test_tiers_are_assigned_by_revenue_orders_order_value_and_tenure_alone(tiers: Build) -> None:
    query = """
        select customer_id, segment from segmentation.fct_customer_segments
        where scheme = 'account_tier' order by customer_id
    """
    assert tiers.rows(query) == [(account[0], account[4]) for account in ACCOUNTS]
    assert "Scheme account_tier is not assigned" not in tiers.said


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
    assert tiers.rows(query) == [(scheme, *top) for scheme in ("account_tier", "all", GROUPS)]


def test_shipped_schemes_that_need_dates_are_not_assigned_and_named(
    build_totals: Callable[..., Build],
) -> None:
    segments = ("--select", "+fct_customer_segments", "--indirect-selection", "buildable")
    result = build_totals([total | {"tenure_days": None} for total in TOTALS], segments)
    said = [line for line in result.said.splitlines() if " is not assigned: " in line]
    ending = "and segmentation_customer_totals gives none"
    for scheme, missing, more in (
        (
            "account_tier", "recency_days, tenure_days, orders_trend, silence_ratio",
            "; tenure_days is a column that it may have.",
        ),
        ("lifecycle", "recency_score", "."),
        ("rfm", "recency_score", "."),
        ("rfm_11", "recency_score", "."),
    ):
        sentence = f"Scheme {scheme} is not assigned: its rules name {missing}, {ending}{more}"
        assert sum(sentence in line for line in said) == 1, said
    assigned = "select scheme from segmentation.fct_customer_segments group by scheme"
    assert result.rows(assigned) == [(GROUPS,)]


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
    test = tiers.test_sql("assert_customer_totals_are_usable")
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
