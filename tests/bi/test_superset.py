"""Apache Superset reads the published marts: it lists them all, and its charts have their figures.

Every expected figure is asked of the file itself, by DuckDB of the project's own environment.
"""

import os
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publishing.copying import DATABASE
from superset_server import RestError, Superset

SCHEMA = "segmentation"
# what duckdb-engine calls otherwise
TYPES = {"TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE"}


def asked(published: Path, query: str) -> list[dict[str, Any]]:
    """Return the rows of a query on the published file, as Superset names its columns."""
    with duckdb.connect(str(published / DATABASE), read_only=True) as connection:
        result = connection.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@pytest.fixture(scope="module")
def marts(published: Path) -> set[str]:
    found = asked(published, f"""
        select table_name as mart from information_schema.tables where table_schema = '{SCHEMA}'
    """)
    return {row["mart"] for row in found}


@pytest.fixture(scope="module")
def datasets(superset: Superset, database: int, marts: set[str]) -> dict[str, int]:
    """Every mart as a dataset, with its number in Superset."""
    return {mart: superset.add_dataset(database, SCHEMA, mart) for mart in sorted(marts)}


def test_every_mart_is_listed(superset: Superset, database: int, marts: set[str]) -> None:
    assert len(marts) > 30
    assert set(superset.tables(database, SCHEMA)) == marts


def test_every_mart_is_a_dataset_with_its_columns(
    superset: Superset, published: Path, datasets: dict[str, int]
) -> None:
    for mart, number in datasets.items():
        described = asked(published, f"describe {SCHEMA}.{mart}")
        columns = superset.columns(number)
        assert list(columns) == [row["column_name"] for row in described], mart
        for row in described:
            kind = row["column_type"].replace("DECIMAL", "NUMERIC").replace(",", ", ")
            kind = TYPES.get(kind, kind)
            assert columns[row["column_name"]] == kind, (mart, row)


def test_revenue_by_segment(
    superset: Superset, published: Path, datasets: dict[str, int]
) -> None:
    for scheme, segments in (("rfm", 5), ("account_tier", 4), ("lifecycle", 6)):
        found = superset.chart(
            datasets["fct_segment_summary"], ["segment"], ["revenue", "customers"],
            [("scheme", "==", scheme)],
        )
        assert len(found) == segments
        assert found == asked(published, f"""
            select segment, sum(revenue) as revenue, sum(customers) as customers
            from segmentation.fct_segment_summary where scheme = '{scheme}'
            group by segment order by segment
        """)


def test_sales_by_month(superset: Superset, published: Path, datasets: dict[str, int]) -> None:
    found = superset.chart(datasets["fct_sales_monthly"], ["month"], ["revenue", "orders"])
    expected = asked(published, """
        select month, revenue, orders from segmentation.fct_sales_monthly order by month
    """)
    assert len(expected) == 36
    assert [{**row, "month": day(row["month"])} for row in found] == expected


def day(milliseconds: Decimal) -> date:
    """Return the day that Superset gives a chart as milliseconds since 1970."""
    return datetime.fromtimestamp(int(milliseconds) / 1000, timezone.utc).date()


def test_customers_by_rfm_segment(
    superset: Superset, database: int, published: Path, datasets: dict[str, int]
) -> None:
    found = superset.chart(
        datasets["fct_customer_segments"], ["segment_name"], ["revenue"],
        [("scheme", "==", "rfm"), ("revenue", ">", 100_000)],
    )
    assert found == asked(published, """
        select segment_name, sum(revenue) as revenue from segmentation.fct_customer_segments
        where scheme = 'rfm' and revenue > 100000 group by segment_name order by segment_name
    """)
    # of each customer, in the SQL Lab: a join of two marts over their key
    joined = """
        select segments.segment, count(*) as customers, sum(metrics.orders) as orders
        from segmentation.fct_customer_segments as segments
        inner join segmentation.fct_customer_metrics as metrics
            on segments.customer_id = metrics.customer_id
        where segments.scheme = 'rfm' group by segments.segment order by segments.segment
    """
    found = superset.sql(database, joined)
    assert found == asked(published, joined)
    counted = asked(published, """
        select segment, customers from segmentation.fct_segment_summary
        where scheme = 'rfm' order by segment
    """)
    assert [{k: row[k] for k in ("segment", "customers")} for row in found] == counted


@pytest.mark.parametrize(
    "statement",
    ["create table segmentation.mine as select 1 as one", "delete from release",
     "update segmentation.fct_segment_summary set revenue = 0", "drop table release"],
)
def test_nothing_can_be_written(superset: Superset, database: int, statement: str) -> None:
    with pytest.raises(RestError, match="read-only mode"):
        superset.sql(database, statement)


def test_a_new_release_is_shown_while_superset_runs(
    superset: Superset, database: int, published: Path
) -> None:
    """Last of all: what is published is changed. Superset connects anew for every question."""
    before = asked(published, "select release_id from release")
    query = "select release_id from release"
    assert superset.sql(database, query) == before
    link = published / "current"
    now = link.resolve()
    after = now.with_name("another")
    after.mkdir()
    (after / DATABASE).write_bytes((now / DATABASE).read_bytes())
    with duckdb.connect(str(after / DATABASE)) as connection:
        connection.execute("update release set release_id = 'another'")
    # as publishing does it: a link that leads elsewhere from one moment to the next
    (published / "next").symlink_to(Path("releases") / "another")
    os.replace(published / "next", link)
    assert superset.sql(database, query) == [{"release_id": "another"}]
