"""Clean lines are the same however they are kept, and orders that are kept those of a full build.

dbt builds twice, whole and then incrementally; the statements that it ran are run again in memory,
on histories that hypothesis draws: lines late, twice, corrected, taken back, without a date or key.
"""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from dbt_runs import OPTIONAL, REQUIRED, Build, Line, environment, write_lines

WORK = "segmentation_work"
SUSPECTS = f"{WORK}.int_suspect_lines"
ORDERS = f"{WORK}.int_orders_by_day"
MODELS = [
    *("stg_segmentation__order_lines", "int_suspect_lines", "int_order_statuses"),
    *("int_order_lines", "int_orders_by_day"),
]
COLUMNS = [*REQUIRED, *OPTIONAL]
CHANGES = ("begin", "commit", "create", "alter", "drop", "delete", "insert")
HISTORIES = 20


LATE = {"incremental_lines": True, "late_arrival_days": 30}


def statements(package: Path, database: Path, **settings: object) -> list[str]:
    """Run the models of order lines and return the statements that changed something."""
    found: list[str] = []

    def listen(event: object) -> None:
        if event.info.name == "SQLQuery" and event.data.conn_name.startswith("model."):
            sql = event.data.sql.split("*/", 1)[-1].strip()
            if sql.lower().startswith(CHANGES):
                found.append(sql)

    settings = {f"segmentation_{name}": value for name, value in settings.items()}
    settings |= {"segmentation_order_lines": "raw.order_lines"}
    command = ["--quiet", "run", "--select", *MODELS, "--vars", json.dumps(settings)]
    command += ["--project-dir", str(package), "--profiles-dir", str(package)]
    command += ["--target-path", str(database.parent / "target")]
    command += ["--log-path", str(database.parent / "logs")]
    places = {"DBT_TARGET_PATH": None, "DBT_LOG_PATH": None}
    with environment(SEGMENTATION_DUCKDB_PATH=str(database), **places):
        try:
            assert dbtRunner(callbacks=[listen]).invoke(command).success
        finally:
            DuckDBConnectionManager.close_all_connections()
    return found


class Company:
    """A table of lines in memory, and the statements of both kinds of builds."""

    def __init__(self, database: str, whole: list[str], changes: list[str]) -> None:
        self.database, self.whole, self.changes = database, whole, changes

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give an empty database of the name that is in the statements."""
        with duckdb.connect() as connection:
            connection.execute(f"attach ':memory:' as {self.database}")
            connection.execute(f"use {self.database}")
            connection.execute(f"create schema raw; create schema {WORK}")
            columns = ", ".join(f"{column} text" for column in COLUMNS)
            connection.execute(f"create table raw.order_lines ({columns})")
            yield connection

    @staticmethod
    def run(connection: duckdb.DuckDBPyConnection, steps: list[str]) -> None:
        """Run what dbt ran, and forget what is temporary."""
        for step in steps:
            connection.execute(step)
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where temporary"
        ).fetchall():
            connection.execute(f'drop table temp."{name}"')

    def of_lines(self, lines: list[Line]) -> dict[str, list]:
        """Return what a full build makes of lines."""
        with self.opened() as connection:
            write(connection, lines)
            self.run(connection, self.whole)
            return tables(connection)


def write(connection: duckdb.DuckDBPyConnection, lines: list[Line]) -> None:
    """Make these the lines of the input."""
    connection.execute("delete from raw.order_lines")
    if lines:
        marks = ", ".join("?" * len(COLUMNS))
        rows = [[line.get(column) for column in COLUMNS] for line in lines]
        connection.executemany(f"insert into raw.order_lines values ({marks})", rows)


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list]:
    """Return both tables, sorted, as text."""
    return {
        name: sorted(tuple(map(str, row)) for row in connection.sql(f"from {name}").fetchall())
        for name in (SUSPECTS, ORDERS)
    }


def recorded(package: Path, folder: Path, **settings: object) -> Company:
    """Return both kinds of builds, as dbt runs them."""
    database = folder / "working.duckdb"
    draw = random.Random(1)
    write_lines(database, [drawn_line(draw), drawn_line(draw)], {})
    whole = statements(package, database, **settings)
    changes = statements(package, database, **settings)
    assert not any(step.lower().startswith("delete") for step in whole)
    assert sum(step.lower().startswith("delete") for step in changes) == 1
    # the view is made again in each build; once is enough here
    first = next(at for at, step in enumerate(changes) if "int_suspect_lines" in step)
    return Company(database.stem, whole, ["begin", *changes[first:]])


@pytest.fixture(scope="module")
def company(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Company:
    """All days are looked at for changes."""
    return recorded(package, tmp_path_factory.mktemp("all"), incremental_lines=True)


@pytest.fixture(scope="module")
def late_company(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The last 30 days are looked at for changes."""
    return recorded(package, tmp_path_factory.mktemp("late"), **LATE)


def drawn_line(draw: random.Random) -> Line:
    """Draw a line: few keys, days and customers, so that copies on other days are common."""
    days = ["2024-01-31", "2024-02-29", "2024-03-01 10:00:00", "2025-01-01", "1899-01-01"]
    order = draw.choice(["1", "2", " 2", "3", None])
    return {
        "order_id": order,
        "customer_id": draw.choice(["a", "b", "B", None]),
        "ordered_at": draw.choice([*days, *days, "2999-01-01", "soon", None]),
        "line_amount": draw.choice(["10", "10.00", "-3", "0", "much", None]),
        "order_line_id": draw.choice([f"{order}/1", f"{order}/2", "1", None]),
        "order_status": draw.choice(["shipped", "cancelled", None]),
        "quantity": draw.choice(["1", "2", "x", None]),
        "country": draw.choice(["FR", None]),
    }


def changed(draw: random.Random, lines: list[Line], waiting: list[Line]) -> list[Line]:
    """Return the lines a build later: some arrived, some are there twice, changed or taken back."""
    lines = [line for line in lines if draw.random() > 0.1]
    lines = [
        {**line, **{name: drawn_line(draw)[name] for name in draw.sample(sorted(line), 2)}}
        if draw.random() < 0.1
        else line
        for line in lines
    ]
    lines += [waiting.pop() for _ in range(min(len(waiting), draw.randrange(8)))]
    lines += [draw.choice(lines) for _ in range(draw.randrange(3)) if lines]
    draw.shuffle(lines)
    return lines


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_kept_orders_are_those_of_a_full_build(company: Company, seed: int) -> None:
    draw = random.Random(seed)
    waiting = [drawn_line(draw) for _ in range(draw.randrange(40))]
    lines: list[Line] = []
    with company.opened() as connection:
        company.run(connection, company.whole)
        for _ in range(4):
            lines = changed(draw, lines, waiting)
            write(connection, lines)
            company.run(connection, company.changes)
            assert tables(connection) == company.of_lines(lines)


def test_lines_later_than_the_setting_are_not_looked_at(late_company: Company) -> None:
    def line(day: str) -> Line:
        return {"order_id": day, "customer_id": "a", "ordered_at": day, "line_amount": "1"}

    # what is rejected is no day to count from
    last, future = line("2024-03-01"), line("2999-01-01")
    first, late, too_late = line("2024-01-01"), line("2024-01-31"), line("2024-01-30")
    with late_company.opened() as connection:
        write(connection, [first, last, future])
        late_company.run(connection, late_company.whole)
        write(connection, [last, future, late, too_late])
        late_company.run(connection, late_company.changes)
        # the first is gone from the input and stays, the one too late is missing: a test says so
        assert tables(connection) == late_company.of_lines([first, last, future, late])


def test_build_without_changes_touches_no_line(company: Company) -> None:
    draw = random.Random(2)
    lines = [drawn_line(draw) for _ in range(50)]
    with company.opened() as connection:
        write(connection, lines)
        company.run(connection, company.whole)
        before = tables(connection)
        removed = []
        for step in company.changes:
            counted = connection.execute(step).fetchall()
            if step.lower().startswith("delete"):
                removed.append(counted)
        assert removed == [[(0,)]]
        assert tables(connection) == before


@pytest.mark.parametrize("lines", [0, 200])
def test_clean_lines_are_the_same_however_they_are_kept(
    build: Callable[..., Build], lines: int
) -> None:
    draw = random.Random(3)
    drawn = [drawn_line(draw) for _ in range(lines)]
    options = ["--select", *MODELS, "--exclude-resource-types", "test"]
    found = {}
    for kept in ("table", "view", "parquet"):
        # where the file lies is read with the project
        afresh = kept == "parquet"
        result = build(drawn, options=options, clean_lines=kept, afresh=afresh)
        assert result.ok, result.said[-3000:]
        file = result.database.with_name("working_order_lines.parquet")
        assert file.exists() == (kept == "parquet")
        with duckdb.connect() as connection:
            # the name that views know it by
            connection.execute(f"attach '{result.database}' as working (read_only); use working")
            is_table = "select table_type = 'BASE TABLE' from information_schema.tables "
            is_table += "where table_name = 'int_order_lines'"
            assert connection.execute(is_table).fetchall() == [(kept == "table",)]
            found[kept] = [
                sorted(map(str, connection.sql(f"from {WORK}.{model}").fetchall()))
                for model in ("int_order_lines", "int_orders_by_day")
            ]
    assert found["table"] == found["view"] == found["parquet"]
    assert bool(found["table"][0]) == bool(lines)
