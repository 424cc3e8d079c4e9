"""Apache Superset lists the published marts, and its charts have the figures of the file itself."""

import json
import os
import re
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publishing.copying import DATABASE
from superset_server import ROOT, RestError, Superset

SCHEMA = "segmentation"
MAPPING = ROOT / "examples" / "superset" / "models" / "tool_usage.sql"
# what duckdb-engine calls otherwise
TYPES = {"TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE"}


def asked(published: Path, query: str) -> list[dict[str, Any]]:
    """Return the rows of a query on the published file, as Superset names its columns."""
    with duckdb.connect(str(published / DATABASE), read_only=True) as connection:
        result = connection.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@pytest.fixture(scope="module")
def datasets(superset: Superset, database: int, published: Path) -> dict[str, int]:
    """Every mart as a dataset, with its number in Superset."""
    found = asked(published, f"""
        select table_name as mart from information_schema.tables
        where table_schema = '{SCHEMA}' order by 1
    """)
    return {row["mart"]: superset.add_dataset(database, SCHEMA, row["mart"]) for row in found}


def test_every_mart_is_listed_and_a_dataset_with_its_columns(
    superset: Superset, database: int, published: Path, datasets: dict[str, int]
) -> None:
    assert len(datasets) > 30
    assert set(superset.tables(database, SCHEMA)) == set(datasets)
    for mart, number in datasets.items():
        described = asked(published, f"describe {SCHEMA}.{mart}")
        columns = superset.columns(number)
        assert list(columns) == [row["column_name"] for row in described], mart
        for row in described:
            kind = row["column_type"].replace("DECIMAL", "NUMERIC").replace(",", ", ")
            assert columns[row["column_name"]] == TYPES.get(kind, kind), (mart, row)


def day(milliseconds: Decimal) -> date:
    """Return the day that Superset gives a chart as milliseconds since 1970."""
    return datetime.fromtimestamp(int(milliseconds) / 1000, timezone.utc).date()


def test_charts_and_the_sql_lab_show_what_the_file_holds(
    superset: Superset, database: int, published: Path, datasets: dict[str, int]
) -> None:
    segments, summary = datasets["fct_customer_segments"], datasets["fct_segment_summary"]
    # a filter on one mart and on another, by equality and by size
    for mart, by, sums, where, condition in (
        (summary, "segment", ["revenue", "customers"], [("scheme", "==", "account_tier")],
         "fct_segment_summary where scheme = 'account_tier'"),
        (segments, "segment_name", ["revenue"],
         [("scheme", "==", "rfm"), ("revenue", ">", 100_000)],
         "fct_customer_segments where scheme = 'rfm' and revenue > 100000"),
    ):
        found = superset.chart(mart, by, sums, where)
        summed = ", ".join(f"sum({name}) as {name}" for name in sums)
        assert found and found == asked(published, f"""
            select {by}, {summed} from segmentation.{condition} group by {by} order by {by}
        """)
    found = superset.chart(datasets["fct_sales_monthly"], "month", ["revenue", "orders"])
    expected = asked(published, """
        select month, revenue, orders from segmentation.fct_sales_monthly order by month
    """)
    assert len(expected) == 36
    assert [{**row, "month": day(row["month"])} for row in found] == expected
    # in the SQL Lab: a join of two marts over their key
    joined = """
        select segments.segment, count(*) as customers, sum(metrics.orders) as orders
        from segmentation.fct_customer_segments as segments
        inner join segmentation.fct_customer_metrics as metrics
            on segments.customer_id = metrics.customer_id
        where segments.scheme = 'rfm' group by segments.segment order by segments.segment
    """
    found = superset.sql(database, joined)
    assert len(found) == 5 and found == asked(published, joined)


def test_its_log_is_read_as_tool_usage(superset: Superset) -> None:
    dashboard = superset.ask("POST", "/api/v1/dashboard/", {"dashboard_title": "Monday"})["id"]
    # as its pages tell it: two events at once, one of them no opening; then a chart that isn't kept
    events = [{"event_name": name, "source": "dashboard"} for name in ("mount_dashboard", "pan")]
    superset.post(
        f"/superset/log/?explode=events&dashboard_id={dashboard}", {"events": json.dumps(events)}
    )
    superset.post(
        "/superset/log/?explode=events", {"events": json.dumps([{"event_name": "mount_explorer"}])}
    )
    with (
        closing(sqlite3.connect(superset.metadata)) as metadata,
        duckdb.connect() as warehouse,
    ):
        for table in ("logs", "ab_user", "dashboards", "slices"):
            found = metadata.execute(f"select * from {table}")
            names = [f'"{column[0]}"' for column in found.description]
            warehouse.execute(f"create table {table} ({' varchar, '.join(names)} varchar)")
            places = ", ".join("?" * len(names))
            for row in found:
                warehouse.execute(f"insert into {table} values ({places})", row)
        mapping = re.sub(r"{{ source\('superset', '(\w+)'\) }}", r"\1", MAPPING.read_text())
        mapped = warehouse.execute(mapping)
        columns = [column[0] for column in mapped.description]
        assert columns == ["user_id", "used_at", "tool", "view"]
        uses = mapped.fetchall()
    assert sorted((user, tool, str(view)) for user, _, tool, view in uses) == [
        ("Test Admin", "superset", "Monday"), ("Test Admin", "superset", "None"),
    ]
    for _, used_at, *_ in uses:
        used = datetime.fromisoformat(used_at).replace(tzinfo=timezone.utc)
        assert abs(datetime.now(timezone.utc) - used) < timedelta(hours=1)


def test_nothing_can_be_written(superset: Superset, database: int) -> None:
    for statement in (
        "create table segmentation.mine as select 1 as one", "delete from release",
        "update segmentation.fct_segment_summary set revenue = 0", "drop table release",
    ):
        with pytest.raises(RestError, match="read-only mode"):
            superset.sql(database, statement)


def test_a_new_release_is_shown_while_superset_runs(
    superset: Superset, database: int, published: Path
) -> None:
    """Last of all: what is published is changed. Superset connects anew for every question."""
    query = "select release_id from release"
    assert superset.sql(database, query) == asked(published, query)
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
