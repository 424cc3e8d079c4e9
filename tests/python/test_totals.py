"""Customers who come with their totals instead of order lines."""

import re
from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from dbt_runs import OWN_LINES, Build, Builder
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
OTHERS = {
    "products": [
        {"product_id": "P", "product_name": "Hammer", "product_line": "Tools", "unit_cost": None}
    ],
    "campaigns": [
        {"campaign_id": "march", "campaign_name": None, "starts_on": "2024-03-01",
         "ends_on": "2024-03-31", "cost": "500", "is_seasonal": None}
    ],
    "campaign_members": [
        {"campaign_id": "march", "customer_id": account[0], "is_control": is_control}
        for account, is_control in zip(ACCOUNTS, 5 * ("yes", "no"), strict=True)
    ],
}
GROUPS = "customer_group"
# marts that know nothing without lines
EMPTY = (
    "fct_order_lines", "fct_sales_monthly", "fct_sales_by_dimension", "fct_catalogue_coverage",
    "fct_segment_sales_monthly", "fct_segment_products", "fct_seasonality", "fct_product_affinity",
    "fct_customer_product_recommendations", "fct_customer_reorders_due", "fct_revenue_changes",
    "fct_sales_anomalies", "fct_sales_by_dimension_monthly", "fct_sales_forecast",
    "fct_sales_forecast_backtest", "fct_sales_targets",
)


@pytest.fixture(scope="module")
def build_totals(build: Builder, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Run `dbt build` on totals, a product and a campaign that nothing is known of."""
    folder = tmp_path_factory.mktemp("totals")

    def run(totals: list[dict[str, Any]], options: Sequence[str] = ()) -> Build:
        inputs = {"customer_totals": totals, **OTHERS}
        mapped = {name: as_relation(folder / f"{name}.csv", rows) for name, rows in inputs.items()}
        result = build(options=[*OWN_LINES, *options], **mapped)
        assert result.ok, result.said[-3000:]
        return result

    return run


@pytest.fixture(scope="module")
def tiers(build_totals: Builder) -> Build:
    return build_totals(TOTALS)


def test_tiers_are_assigned_by_revenue_orders_order_value_and_tenure_alone(tiers: Build) -> None:
    assert tiers.rows(
        "select customer_id, segment from segmentation.fct_customer_segments "
        "where scheme = 'account_tier' order by customer_id"
    ) == [(account[0], account[4]) for account in ACCOUNTS]
    assert "Scheme account_tier is not assigned" not in tiers.said


def test_what_needs_dates_or_lines_is_empty_or_says_why(tiers: Build) -> None:
    known = ("customer_id", "orders", "revenue", "average_order_value", "revenue_percentile")
    needing_dates = ("recency_days", "orders_trend", "lateness", "last_ordered_on")
    for count, columns in ((len(ACCOUNTS), known), (0, needing_dates)):
        counts = ", ".join(f"count({column})" for column in columns)
        [found] = tiers.rows(f"select {counts} from segmentation.fct_customer_metrics")
        assert set(found) == {count}, columns
    for rows, marts in ((1, ["dim_products"]), (0, EMPTY)):
        for mart in marts:
            assert tiers.one(f"select count(*) from segmentation.{mart}") == rows, mart
    unknown = "verdict, verdict_reason from segmentation.fct_campaign_performance group by all"
    assert tiers.rows(f"select {unknown}") == [
        ("not measured", "There are no order lines to measure it by.")
    ]
    for column, mart in (("reason", "backtest"), ("reason_not_fitted", "model")):
        reasons = f"select distinct {column} from segmentation.fct_lifetime_value_{mart}"
        assert tiers.rows(reasons) == [("no purchases",)]


def test_shipped_schemes_that_need_dates_are_not_assigned_and_named(build_totals: Builder) -> None:
    segments = ("--select", "+fct_customer_segments", "--indirect-selection", "buildable")
    result = build_totals([total | {"tenure_days": None} for total in TOTALS], segments)
    said = [line for line in result.said.splitlines() if " is not assigned: " in line]
    ending = "and segmentation_customer_totals gives none"
    tier = "recency_days, tenure_days, orders_trend, silence_ratio"
    for scheme, missing, more in (
        ("account_tier", tier, "; tenure_days is a column that it may have."),
        *((scheme, "recency_score", ".") for scheme in ("lifecycle", "rfm", "rfm_11")),
    ):
        sentence = f"Scheme {scheme} is not assigned: its rules name {missing}, {ending}{more}"
        assert sum(sentence in line for line in said) == 1, said
    assigned = "select scheme from segmentation.fct_customer_segments group by scheme"
    assert result.rows(assigned) == [(GROUPS,)]


# totals, and what is said of them
JUDGED: list[tuple[list[dict[str, str]], str | None]] = [
    ([{"revenue": "9000000000000000.00"}], None),
    ([{"revenue": "5000000000000000"}, {"revenue": "-5000000000000000"}],
     "customer 0 has the revenue 5000000000000000.00, and all of them add up to "
     "10000000000000000.000000 without their signs; allowed: a sum below 10000000000000000."),
    (30 * [{"revenue": "9000000000000000.00"}],
     "customer 0 has the revenue 9000000000000000.00, and all of them add up to "
     "270000000000000000.000000 without their signs; allowed: a sum below 10000000000000000."),
    (2 * [{"units": "500000000000000"}],
     "customer 0 has the units 500000000000000.000, and all of them add up to "
     "1000000000000000.000000 without their signs; allowed: a sum below 1000000000000000."),
    ([{"revenue": "1,200"}],
     "customer 0 has the unreadable revenue 1,200; allowed: a plain number."),
    (2 * [{"customer_id": "A"}],
     "customer A is there more than once; allowed: one row a customer."),
    ([{"tenure_days": "0"}, {"tenure_days": "2147483647"}], None),
    ([{"tenure_days": "-1"}],
     "customer 0 has the tenure_days -1; allowed: at least the days since the last order, 0."),
    ([{"last_ordered_on": "2024-03-11"}, {"last_ordered_on": "2024-03-01", "tenure_days": "9"}],
     "customer 1 has the tenure_days 9; allowed: at least the days since the last order, 10."),
]


@pytest.mark.parametrize(("totals", "sentence"), JUDGED)
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
