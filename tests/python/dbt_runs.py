"""Running dbt in the tests: in a copy of the repository, with a database of its own."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dbt.compilation
import duckdb
import sqlparse
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from project_files import MADE, ROOT

MARTS = "segmentation"
# they tell of runs, each run its own story; the other marts are a function of the data
RECORDS = {"fct_audience_changes", "fct_data_quality", "fct_pipeline_runs"}
# what a run leaves even if it is stopped before it builds anything
RECORD = {"segmentation_work": {"data_quality_log", "pipeline_run_log"}}
# the input contract of order lines: what a stranger maps
REQUIRED = ("order_id", "customer_id", "ordered_at", "line_amount")
OPTIONAL = (
    "order_line_id", "order_status", "product_id", "quantity", "unit_price", "country",
    "currency", "campaign_code",
)
# what a build on own lines doesn't need: the demo's seeds and the cases of the macros
OWN_LINES = (
    "--exclude", "path:seeds/demo", "path:tests/macros", "--exclude-resource-types", "unit_test",
)

Row = tuple[Any, ...]
Line = Mapping[str, Any]

# models read them as they run: what dbt reads of the project is the same for any of their values
READ_BY_RUNS = {
    "annual_discount_rate": 0.2, "as_of_date": "2024-06-30", "currency": "EUR",
    "duplicate_lines": "exact", "excluded_order_statuses": ["returned"],
    "extra_columns": ["updated_at"], "frequency_unit": "order_date", "growth_target": 0.1,
    "history_months": 3,
    "history_frozen_on": "2024-06-30", "lifetime_value_horizon_days": 30,
    "lifetime_value_model": "nbd", "margin": 0.5, "monetary_measure": "average_order",
    "personal_data": "hash", "placeholder_dates": ["1980-01-01"], "publish_personal_data": True,
    "refund_policy": "drop", "return_days": 30, "schemes": ["rfm"], "score_buckets": 4,
    "score_method": "quantile", "score_ties": "broken", "small_cell_floor": 7, "smallest_pair": 2,
    "time_zone": "America/New_York", "unreadable_limit": 1,
}
# of an input the parser reads which models it refers to, and of others whether there is one
REFERS = ("ref(", "source(")
# of these each value is read
EACH = ("segmentation_parts", "segmentation_clean_lines", "segmentation_history_thresholds")

HEAD = re.compile(r"(\s|--[^\n]*|/\*.*?\*/)*(with\s+(recursive\s+)?)?", re.IGNORECASE | re.DOTALL)


def parsed_to_with(sql: str) -> tuple[sqlparse.sql.Statement]:
    """Parse up to the first `with`, all that dbt looks for: the rest takes most of the time."""
    head = HEAD.match(sql).group()
    tokens = [sqlparse.sql.Token(*token) for token in sqlparse.lexer.tokenize(head)]
    rest = sqlparse.sql.Token(sqlparse.tokens.Text, sql[len(head):])
    return (sqlparse.sql.Statement([*tokens, rest]),)


dbt.compilation.sqlparse = SimpleNamespace(
    parse=parsed_to_with, sql=sqlparse.sql, tokens=sqlparse.tokens
)


def read_by_parser(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings, with their prefix, by which dbt may read another project."""
    read = {
        name: value
        for name, value in settings.items()
        if name.removeprefix("segmentation_") not in READ_BY_RUNS
    }
    for name, value in read.items():
        refers = isinstance(value, str) and any(to in value for to in REFERS)
        is_any = isinstance(value, str) and not refers and name not in EACH
        if is_any or name == "segmentation_lookback_months":
            read[name] = value and "given"
    method = settings.get("segmentation_score_method")
    if "fixed" in str(method):
        # by bounds, which are read for it alone
        read["segmentation_score_method"] = method
    return read


def line(order: str, customer: str, day: str, amount: str, **optional: str) -> Line:
    """Return an order line as a row of text."""
    return dict(zip(REQUIRED, (order, customer, day, amount), strict=True)) | optional


# five customers; numbers are plain, so that typed columns can hold the same
SMALL = [
    line("1", "11", "2025-01-05 10:00:00", "100.50"),
    line("1", "11", "2025-01-05 10:00:00", "19.99"),
    line("2", "11", "2025-02-01 09:30:00", "80"),
    line("3", "12", "2025-01-20 23:59:59", "100"),
    line("4", "12", "2025-01-25 00:00:00", "-150"),
    line("5", "13", "2025-03-01 12:00:00", "0"),
    line("6", "14", "2025-02-14 08:00:00", "-20"),
    line("7", "15", "2024-12-31 08:00:00", "1000"),
]


@dataclass
class Build:
    """What one run of dbt said and left behind."""

    ok: bool
    said: str
    warnings: list[str]
    database: Path
    target: Path
    built: dict[str, str] = field(default_factory=dict)
    # of `parse`: what dbt read
    manifest: Manifest | None = None
    # what models had the database do
    executed: list[str] = field(default_factory=list)

    def rows(self, query: str) -> list[Row]:
        """Return the answer to a query on the database, as tuples."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def one(self, query: str) -> Any:
        """Return the one value that a query gives."""
        [[value]] = self.rows(query)
        return value

    def tables(self) -> dict[str, set[str]]:
        """Return the names of all tables and views by schema."""
        names = "select table_schema, list(table_name) from information_schema.tables group by all"
        return {schema: set(tables) for schema, tables in self.rows(names)}

    def marts(self) -> dict[str, list[Row]]:
        """Return every mart but the record of runs: its columns' names, its rows as sorted text."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return told(connection, self.tables()[MARTS] - RECORDS)

    def test_sql(self, name: str) -> str:
        """Return a data test as dbt ran it."""
        # dbt writes what stands in for a model in a unit test beside that test
        [path] = (
            path for path in self.target.glob(f"compiled/**/{name}.sql")
            if path.parent.suffix != ".yml"
        )
        return path.read_text(encoding="utf-8")

    def artifact(self, name: str) -> dict[str, Any]:
        """Return manifest.json, run_results.json or catalog.json."""
        return json.loads((self.target / name).read_text(encoding="utf-8"))


Builder = Callable[..., Build]


def told(connection: duckdb.DuckDBPyConnection, marts: Iterable[str]) -> dict[str, list[Row]]:
    """Return what marts hold: their columns' names, then their rows as sorted text."""
    found = {}
    for name in sorted(marts):
        mart = connection.sql(f"from {MARTS}.{name}")
        found[name] = [tuple(mart.columns), *sorted(tuple(map(str, r)) for r in mart.fetchall())]
    return found


@contextmanager
def environment(**variables: str | None) -> Iterator[None]:
    """Set environment variables, None for unset ones, and put everything back."""
    before, folder = dict(os.environ), Path.cwd()
    for name, value in variables.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        os.chdir(folder)


def run_dbt(
    project: Path, command: Sequence[str], database: Path, target: Path, variable: str,
    manifest: Manifest | None = None,
) -> Build:
    """Run one dbt command in this process and let go of the database afterwards."""
    said, warnings = [], []
    built: dict[str, str] = {}
    executed: list[str] = []

    def listen(event: Any) -> None:
        said.append(event.info.msg)
        if event.info.level in ("warn", "error"):
            warnings.append(event.info.msg)
        if event.info.name == "NodeFinished":
            built[event.data.node_info.unique_id] = event.data.node_info.node_status
        if event.info.name == "SQLQuery" and event.data.conn_name.startswith("model."):
            executed.append(event.data.sql.split("*/", 1)[-1].strip())

    options = ["--quiet", "--log-path", str(target / "logs"), "--no-use-colors"]
    places = ["--project-dir", str(project), "--profiles-dir", str(project)]
    if command[0] != "deps":
        places += ["--target-path", str(target)]
    with environment(DBT_TARGET_PATH=None, DBT_LOG_PATH=None, **{variable: str(database)}):
        try:
            result = dbtRunner(manifest, [listen]).invoke([*options, *command, *places])
        finally:
            DuckDBConnectionManager.close_all_connections()
    if result.exception:
        said.append(str(result.exception))
    read = result.result if command[0] == "parse" else None
    said = "\n".join(said)
    return Build(result.success, said, warnings, database, target, built, read, executed)


def copy_repository(to: Path) -> Path:
    """Copy what people wrote, so that a test can change it and dbt can write beside it."""
    left_out = MADE | {"warehouse", "package-lock.yml"}
    shutil.copytree(ROOT, to, ignore=lambda _, names: left_out.intersection(names))
    return to


def query_of(lines: Sequence[Line], columns: Mapping[str, str]) -> str:
    """Return a query of order lines; `columns` gives their SQL types, those not named are text."""
    names = [*REQUIRED, *OPTIONAL, *(name for name in columns if name not in REQUIRED + OPTIONAL)]
    assert all(set(line) <= set(names) for line in lines), names

    def row(line: Line, is_line: bool) -> str:
        texts = (None if line.get(name) is None else str(line[name]) for name in names)
        cells = ("null" if text is None else "'" + text.replace("'", "''") + "'" for text in texts)
        return f"({', '.join(cells)}, {is_line})"

    # one row more, so that no lines at all have columns as well
    rows = ", ".join([*(row(line, True) for line in lines), row({}, False)])
    typed = ", ".join(f"cast({name} as {columns.get(name, 'varchar')}) as {name}" for name in names)
    listed = f"(values {rows}) as lines ({', '.join(names)}, is_line)"
    return f"select {typed} from {listed} where is_line"


def write_lines(database: Path, lines: Sequence[Line], columns: Mapping[str, str]) -> None:
    """Create raw.order_lines; `columns` gives their SQL types, those not named are text."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("set timezone = 'UTC'; create schema raw")
        connection.execute(f"create table raw.order_lines as {query_of(lines, columns)}")
