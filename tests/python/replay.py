"""The SQL that a build ran, run again in memory: a build of other lines in a tenth of a second.

dbt leaves it in target/run; tests/python/test_fuzz.py says that this gives the build's own marts.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from dbt_runs import MARTS, RECORDS, Build, Line, Row, query_of, told

PACKAGE = "customer_segmentation"
LINES = f"model.{PACKAGE}.stg_segmentation__order_lines"
CLEAN = {f"model.{PACKAGE}.int_order_lines", f"model.{PACKAGE}.int_suspect_lines"}


@dataclass(frozen=True)
class Step:
    """A model, or a data test, and the statement of it that dbt ran."""

    name: str
    sql: str
    is_mart: bool = False


class Replay:
    """What a build ran for some marts and all that they are made of."""

    def __init__(self, build: Build, marts: Sequence[str] = ()) -> None:
        self.nodes: dict[str, Any] = build.artifact("manifest.json")["nodes"]
        self.target = build.target
        # what `run_day` of the package gave, by the clock of UTC
        started = build.artifact("run_results.json")["metadata"]["invocation_started_at"]
        self.started_at = datetime.fromisoformat(started.replace("Z", "+00:00"))
        wanted = [f"model.{PACKAGE}.{mart}" for mart in marts] or [
            name
            for name, node in self.nodes.items()
            # hooks fill the record of runs
            if node["schema"] == MARTS and node["name"] not in RECORDS
        ]
        self.chosen = self.above(wanted)
        order = [
            name
            for name in self.chosen
            if self.nodes[name]["resource_type"] in ("model", "snapshot")
            and self.nodes[name]["config"]["materialized"] != "ephemeral"
        ]
        moving = [name for name in order if LINES in self.above([name])]
        self.steps = [self.step(name) for name in moving]
        # tests that stop a build before there are marts, and all others
        self.stops, self.tests, self.problems = [], [], []
        for name, node in self.nodes.items():
            read = set(node["depends_on"].get("nodes", []))
            if (
                node["resource_type"] == "test"
                and node["config"]["severity"].lower() == "error"
                and self.file_of(name, "compiled").is_file()
                and read <= set(self.chosen)
                and read & set(moving)
            ):
                if not node["original_file_path"].startswith("tests/inputs"):
                    self.tests.append(self.step(name, "compiled"))
                elif read <= CLEAN:
                    self.stops.append(self.step(name, "compiled"))
        [self.database] = {self.nodes[name]["database"] for name in order}
        self.connection = duckdb.connect()
        self.connection.execute(f"attach ':memory:' as {self.database}")
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute(f"attach '{build.database}' as built (read_only)")
        for schema in {node["schema"] for node in self.nodes.values()} | {"raw"}:
            self.connection.execute(f"create schema if not exists {self.database}.{schema}")
        self.connection.execute(f"use {self.database}")
        for name in self.chosen:
            node = self.nodes[name]
            if node["resource_type"] == "seed":
                place = f"{node['schema']}.{node['name']}"
                self.connection.execute(f"create table {place} as from built.{place}")
        self.connection.execute("detach built")
        for name in order:
            if name not in moving:
                self.connection.execute(self.step(name).sql)

    def above(self, names: Sequence[str]) -> list[str]:
        """Return the nodes that these are made of and these, each behind what it is made of."""
        found: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in found or name not in self.nodes:
                return
            for parent in self.nodes[name]["depends_on"].get("nodes", []):
                visit(parent)
            found[name] = None

        for name in names:
            visit(name)
        return list(found)

    def file_of(self, name: str, folder: str) -> Path:
        """Return where dbt left the SQL of a node."""
        node = self.nodes[name]
        path = self.target / folder / PACKAGE / node["original_file_path"]
        # what a .yml asks for is in a folder of its name
        return path if path.suffix != ".yml" else path / Path(node["path"]).with_suffix(".sql").name

    def step(self, name: str, folder: str = "run") -> Step:
        """Return what dbt ran of a model, under the name it has when the build is over."""
        node = self.nodes[name]
        sql = self.file_of(name, folder).read_text(encoding="utf-8").replace("__dbt_tmp", "")
        return Step(node["name"], sql, node["schema"] == MARTS)

    @contextmanager
    def on(
        self, lines: str | None = None, threads: int = 2, changes: str = ""
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Build everything on a query of lines, None for its own, with SQL that changes seeds."""
        self.problems = []
        self.connection.execute(f"set threads = {threads}")
        self.connection.execute("begin")
        try:
            if lines is not None:
                self.connection.execute(f"create table raw.order_lines as {lines}")
            if changes:
                self.connection.execute(changes)
            for step in self.steps:
                try:
                    self.connection.execute(step.sql)
                except duckdb.Error as problem:
                    raise AssertionError(f"{step.name} can't be built: {problem}") from problem
                if step.name == "int_order_lines":
                    self.problems = [row[0] for row in self.rows_of(self.stops)]
                    if self.problems:
                        break
            yield self.connection
        finally:
            self.connection.execute("rollback")

    @contextmanager
    def of(
        self, lines: Sequence[Line], columns: Mapping[str, str] | None = None
    ) -> Iterator["Replay"]:
        """Build everything on these lines, every data test included, and answer queries."""
        with self.on(query_of(lines, columns or {})):
            assert not self.problems, self.problems
            broken = self.broken_tests()
            assert not broken, broken
            yield self

    def rows(self, query: str) -> list[Row]:
        """Return the answer to a query, as tuples."""
        return self.connection.execute(query).fetchall()

    def one(self, query: str) -> Any:
        """Return the one value that a query gives."""
        [[value]] = self.rows(query)
        return value

    def rows_of(self, tests: Sequence[Step]) -> list[Any]:
        """Return a row of each test that has one."""
        found = (self.connection.execute(test.sql).fetchone() for test in tests)
        return [row for row in found if row is not None]

    def broken_tests(self) -> list[str]:
        """Return the names of data tests that don't hold."""
        return [test.name for test in self.tests if self.rows_of([test])]

    def marts(self) -> dict[str, list[Row]]:
        """Return every mart that is made of lines, as `Build.marts` does."""
        return told(self.connection, [step.name for step in self.steps if step.is_mart])
