"""Kept lines, orders and days are those of a full build, on histories that are drawn."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dbt_runs import MARTS, OPTIONAL, REQUIRED, Builder, Line, line, run_dbt, write_lines

WORK = "segmentation_work"
SUSPECTS = f"{WORK}.int_suspect_lines"
ORDERS = f"{WORK}.int_orders_by_day"
MODELS = [
    "stg_segmentation__order_lines", "int_suspect_lines", "int_order_lines", "int_orders_by_day",
]
DAYS = f"{WORK}.int_history_measured"
HISTORY = "segmentation.fct_customer_segment_history"
COLUMNS = [*REQUIRED, *OPTIONAL]
CHANGES = ("begin", "commit", "create", "alter", "drop", "delete", "insert")
HISTORIES = 20


def statements(
    package: Path, database: Path, select: tuple[str, ...] = (), **settings: object
) -> list[str]:
    """Run models, those of order lines, and return their statements that changed something."""
    settings = {"incremental_lines": True, "order_lines": "raw.order_lines", **settings}
    variables = json.dumps({f"segmentation_{name}": value for name, value in settings.items()})
    command = ["build", "--select", *(select or MODELS), "--vars", variables, "--threads", "1"]
    command += ["--exclude-resource-types", "test", "unit_test"]
    target = database.parent / "target"
    done = run_dbt(package, command, database, target, "SEGMENTATION_DUCKDB_PATH")
    assert done.ok, done.said[-2000:]
    return [sql for sql in done.executed if sql.lower().startswith(CHANGES)]


class Company:
    """A table of lines in memory, and the statements of both kinds of builds."""

    def __init__(self, built: Path, whole: list[str], changes: list[str], told: tuple[str, ...]):
        self.built, self.whole, self.changes, self.told = built, whole, changes, told

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give an empty database of the name that is in the statements."""
        with duckdb.connect() as connection:
            connection.execute(f"attach ':memory:' as {self.built.stem}")
            connection.execute(f"attach '{self.built}' as built (read_only)")
            connection.execute(f"use {self.built.stem}")
            connection.execute(f"create schema raw; create schema {WORK}; create schema {MARTS}")
            for (seed,) in connection.execute(
                "select table_name from duckdb_tables() where database_name = 'built' "
                f"and schema_name = '{WORK}' and table_name not like 'int_%'"
            ).fetchall():
                connection.execute(f"create table {WORK}.{seed} as from built.{WORK}.{seed}")
            columns = ", ".join(f"{column} text" for column in COLUMNS)
            connection.execute(f"create table raw.order_lines ({columns})")
            yield connection

    def of_lines(self, lines: list[Line]) -> dict[str, list]:
        """Return what a full build makes of lines."""
        with self.opened() as connection:
            return self.made(connection, lines, self.whole)

    def made(self, connection: Any, lines: list[Line], steps: list[str]) -> dict[str, list]:
        """Run what dbt ran on these lines, and return what is told, sorted, as text."""
        write(connection, lines)
        for step in steps:
            connection.execute(step)
        temporary = "select table_name from duckdb_tables() where temporary"
        for (name,) in connection.execute(temporary).fetchall():
            connection.execute(f'drop table temp."{name}"')
        return {
            name: sorted(tuple(map(str, row)) for row in connection.sql(f"from {name}").fetchall())
            for name in self.told
        }


def write(connection: Any, lines: list[Line]) -> None:
    """Make these the lines of the input."""
    connection.execute("delete from raw.order_lines")
    if lines:
        marks = ", ".join("?" * len(COLUMNS))
        rows = [[line.get(column) for column in COLUMNS] for line in lines]
        connection.executemany(f"insert into raw.order_lines values ({marks})", rows)


def recorded(
    package: Path,
    folder: Path,
    select: tuple[str, ...] = (),
    told: tuple[str, ...] = (SUSPECTS, ORDERS),
    **settings: object,
) -> Company:
    """Return both kinds of builds, as dbt runs them."""
    database = folder / "working.duckdb"
    draw = random.Random(1)
    write_lines(database, [drawn_line(draw) for _ in range(60)], {})
    whole = statements(package, database, select, **settings)
    changes = statements(package, database, select, **settings)
    assert not any(step.lower().startswith("delete") for step in whole)
    kept = {table for table in (ORDERS, DAYS) if any(f'"{table[18:]}"' in step for step in whole)}
    assert sum(step.lower().startswith("delete") for step in changes) == len(kept)
    # the view is made again in each build; once is enough here
    first = next(at for at, step in enumerate(changes) if "int_suspect_lines" in step)
    return Company(database, whole, ["begin", *changes[first:]], told)


@pytest.fixture(scope="module")
def company(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Company:
    """All days are looked at for changes."""
    return recorded(package, tmp_path_factory.mktemp("all"))


@pytest.fixture(scope="module", params=[
    {},
    {"lookback_months": 2, "score_method": {"recency": "fixed", "monetary": "quantile"}},
], ids=["all", "look_back"])
def followed_company(
    package: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Company:
    """Days of the history are kept as well."""
    select, folder = ("+int_history_measured",), tmp_path_factory.mktemp("followed")
    return recorded(package, folder, select, (DAYS,), parts=["history"], **request.param)


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
        company.made(connection, [], company.whole)
        for _ in range(4):
            lines = changed(draw, lines, waiting)
            assert company.made(connection, lines, company.changes) == company.of_lines(lines)


def restated(lines: list[Line]) -> list[Line]:
    """Return the lines, as many as before, where one customer pays more."""
    more = {"10": "11", "10.00": "12", "-3": "-1"}
    return [
        {**line, "line_amount": more.get(line["line_amount"], line["line_amount"])}
        if line["customer_id"] == "a"
        else line
        for line in lines
    ]


@pytest.mark.parametrize("seed", range(HISTORIES // 5))
def test_kept_days_are_those_of_a_full_build(followed_company: Company, seed: int) -> None:
    draw = random.Random(seed)
    first = [drawn_line(draw) for _ in range(40)]
    with followed_company.opened() as connection:
        followed_company.made(connection, first, followed_company.whole)
        for lines in (restated(first), changed(draw, first, [drawn_line(draw)])):
            found = followed_company.made(connection, lines, followed_company.changes)
            assert found == followed_company.of_lines(lines)


def line_of(day: str, status: str = "shipped") -> Line:
    """Return the one order of a day."""
    return line(day, "a", day, "1", order_status=status)


@pytest.mark.parametrize("followed_company", [{}], indirect=True)
def test_line_that_does_not_count_moves_the_window_of_kept_days(followed_company: Company) -> None:
    lines = [line_of("2024-03-01"), line_of("2024-04-10"), line_of("2024-06-30")]
    with followed_company.opened() as connection:
        before = followed_company.made(connection, lines, followed_company.whole)
        lines.append(line_of("2024-01-31", "cancelled"))
        found = followed_company.made(connection, lines, followed_company.changes)
        assert found == followed_company.of_lines(lines) != before


def test_days_are_kept_until_a_setting_changes(package: Path, tmp_path: Path) -> None:
    database = tmp_path / "working.duckdb"
    draw = random.Random(4)
    lines = [drawn_line(draw) for _ in range(60)]

    def built(*options: str, **settings: object) -> tuple[list, list]:
        """Build, and return the history, and the rows of the days and where they lie."""
        select = ("+fct_customer_segment_history", *options)
        statements(package, database, select, parts=["history"], **settings)
        with duckdb.connect(str(database), read_only=True) as connection:
            history = connection.sql(f"from {HISTORY} order by all").fetchall()
            return history, connection.sql(f"select rowid, made_of from {DAYS}").fetchall()

    write_lines(database, lines, {})
    whole = built()
    # an order of the last day is in no month end
    with duckdb.connect(str(database)) as connection:
        write(connection, [*lines, {**lines[0], "ordered_at": "2025-01-01", "order_id": "4"}])
    assert built() == whole and len(whole[1]) > 10
    settings = {"score_buckets": 4}
    again = built(**settings)
    assert again[0] == built("--full-refresh", **settings)[0] != whole[0]
    assert not {made_of for _, made_of in again[1]} & {made_of for _, made_of in whole[1]}


def test_lines_later_than_the_setting_are_not_looked_at(package: Path, tmp_path: Path) -> None:
    late_company = recorded(package, tmp_path, late_arrival_days=30)
    # what is rejected is no day to count from
    first, last, future = map(line_of, ("2024-01-01", "2024-03-01", "2999-01-01"))
    late, too_late = map(line_of, ("2024-01-31", "2024-01-30"))
    with late_company.opened() as connection:
        late_company.made(connection, [first, last, future], late_company.whole)
        lines = [last, future, late, too_late]
        found = late_company.made(connection, lines, late_company.changes)
        # the first is gone from the input and stays, the one too late is missing: a test says so
        assert found == late_company.of_lines([first, last, future, late])


def test_build_without_changes_touches_no_line(company: Company) -> None:
    draw = random.Random(2)
    lines = [drawn_line(draw) for _ in range(50)]
    with company.opened() as connection:
        company.made(connection, lines, company.whole)
        for step in company.changes:
            counted = connection.execute(step).fetchall()
            assert counted == [(0,)] or not step.lower().startswith("delete")


@pytest.mark.parametrize("lines", [0, 200])
def test_clean_lines_are_the_same_however_they_are_kept(build: Builder, lines: int) -> None:
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
            tables = connection.sql("select table_name from duckdb_tables()").fetchall()
            assert (("int_order_lines",) in tables) == (kept == "table")
            found[kept] = [
                sorted(map(str, connection.sql(f"from {WORK}.{model}").fetchall()))
                for model in ("int_order_lines", "int_orders_by_day")
            ]
    assert found["table"] == found["view"] == found["parquet"]
    assert bool(found["table"][0]) == bool(lines)
