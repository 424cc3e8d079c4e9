"""A working file that is published in a moment; as a program, a reader of it or a publish.

Every row of every mart carries the run that built it: a reader can tell a release that is torn.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import duckdb

from project_files import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import publish
from publishing.releases import PAGE

ROWS = 10
DATABASE = "customer_segmentation.duckdb"
MARTS = ("dim_customers", "fct_customer_metrics", "fct_pipeline_runs")
MODELS = len(MARTS) + 1
TESTS = ("assert_customers_are_sound", "unique_metrics")

TABLES = """
    create schema segmentation;
    create schema segmentation_work;
    create table segmentation_work.pipeline_run_log (
        run_id varchar, command varchar, status varchar, project_version varchar,
        models_built bigint, models_failed bigint, tests_failed bigint, is_published boolean,
        personal_data varchar, small_cell_floor bigint, as_of_date date, started_at timestamp,
        finished_at timestamp
    );
    create table segmentation_work.data_quality_log (
        run_id varchar, check_name varchar, check_kind varchar
    );
    create table segmentation.fct_pipeline_runs (
        run_id varchar primary key, status varchar not null, is_published boolean not null
    );
    create table segmentation.dim_customers (
        customer_id varchar primary key, built_by varchar not null, check (customer_id <> '')
    );
    create table segmentation.fct_customer_metrics (
        customer_id varchar primary key, "order" integer, built_by varchar not null
    );
    create table segmentation.left_over as select 1 as nothing;
"""
RUN = """
    insert into segmentation_work.pipeline_run_log
    select
        $run_id, $command, status, '0.1.0', if(status = 'started', null, $models_built),
        $models_failed, $tests_failed, false, null, null, date '2025-12-31',
        timestamp '2026-01-01' + interval (minutes) minute,
        if(status = 'started', null, timestamp '2026-01-01' + interval (minutes + 1) minute)
    from (select unnest(['started', $status]) as status, $minutes as minutes)
    where status = 'started' or $status <> 'started';
"""
# a run that has built and tested everything
WHOLE = {"status": "succeeded", "command": "build", "models_built": MODELS, "models_failed": 0,
         "tests_failed": 0}


def write_page(database: Path, page: Path, release_id: str, _manifest: Path) -> None:
    """Write a page that names the release it was told of and the one it has read."""
    with duckdb.connect(str(database), read_only=True) as connection:
        [(found,)] = connection.execute("select release_id from release").fetchall()
    page.write_text(f"{release_id} {found}", encoding="utf-8")


def node(kind: str, name: str, **more: Any) -> dict[str, Any]:
    """Return what matters of a node of dbt's manifest."""
    return {
        "package_name": "customer_segmentation", "resource_type": kind, "name": name,
        "alias": name, "schema": "segmentation", "description": f"All of {name}, it's ''quoted''.",
        "original_file_path": f"tests/{name}.sql", "config": {"materialized": "table"},
        "columns": {}, "depends_on": {"nodes": ["model.customer_segmentation.dim_customers"]},
    } | more


def manifest() -> dict[str, Any]:
    """Return a manifest of the tables above, with what publishing has to leave out."""
    describe = {"columns": {"run_id": {"description": "The run; dbt's.\n"}}}
    metrics = {"columns": {"order": {"description": "A reserved word."}}}
    nodes = [
        node("model", "dim_customers"),
        node("model", "fct_customer_metrics", **metrics),
        node("model", "fct_pipeline_runs", **describe),
        node("model", "int_customers", schema="segmentation_work"),
        node("model", "int_inlined", config={"materialized": "ephemeral"}),
        node("model", "theirs", package_name="other"),
        node("seed", "segments"),
        *(node("test", name) for name in TESTS),
        node("test", "assert_theirs", package_name="other"),
        node("test", "assert_a_macro", depends_on={"nodes": []}),
        node("test", "assert_a_macro_too", original_file_path="tests/macros/too.sql"),
    ]
    return {"nodes": {str(number): node for number, node in enumerate(nodes)}}


class Desk:
    """A working file with its manifest, and the folder that it is published to."""

    def __init__(self, folder: Path):
        self.working = folder / "working.duckdb"
        self.folder = folder / "published"
        self.manifest = folder / "manifest.json"
        self.manifest.write_text(json.dumps(manifest()), encoding="utf-8")
        self.arguments = ["--working", str(self.working), "--folder", str(self.folder)]
        self.arguments += ["--manifest", str(self.manifest)]
        self.runs = 0
        self.execute(TABLES)

    def execute(self, statements: str, **values: Any) -> None:
        with duckdb.connect(str(self.working)) as connection:
            connection.execute(statements, values or None)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.working), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def build(self, tests: tuple[str, ...] = TESTS, minutes: int | None = None, **told: Any) -> str:
        """Build the marts, or a part, as a run of dbt would, at `minutes`; return the run's id."""
        self.runs += 1
        run_id = f"run-{self.runs:04}"
        told = WHOLE | told
        told |= {"run_id": run_id, "minutes": 2 * self.runs if minutes is None else minutes}
        with duckdb.connect(str(self.working)) as connection:
            connection.execute(RUN, told)
            connection.executemany(
                "insert into segmentation_work.data_quality_log values (?, ?, ?)",
                [(run_id, "missing_order_id", "input"), (run_id, "one", "test")]
                + [(run_id, name, "test") for name in tests],
            )
            if told["models_built"] and told["status"] != "started":
                # in no order, which publishing has to mend
                connection.execute(f"""
                    delete from segmentation.fct_customer_metrics;
                    delete from segmentation.dim_customers;
                    insert into segmentation.dim_customers
                    select 'C' || range, '{run_id}' from range({ROWS}) order by hash(range);
                    insert into segmentation.fct_customer_metrics
                    select customer_id, 1, '{run_id}' from segmentation.dim_customers;
                """)
            connection.execute(
                "insert into segmentation.fct_pipeline_runs values (?, ?, false)",
                [run_id, told["status"]],
            )
        return run_id

    def look(self) -> str | None:
        """Return the id of what readers see, or None if there is nothing."""
        return look(self.folder / "current") if (self.folder / "current").exists() else None

    def litter(self) -> set[str]:
        """Return what publishing has left in the folder beside releases and links."""
        known = {".lock", "current", "releases", DATABASE, "parquet", PAGE}
        return {path.name for path in self.folder.iterdir()} - known - {"release.json"}

    def everything(self) -> dict[str, bytes | str]:
        """Return every file and link in the folder with its content."""
        return {
            str(path.relative_to(self.folder)): os.readlink(path)
            if path.is_symlink()
            else path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_symlink() or path.is_file()
        }


def look_at(connection: duckdb.DuckDBPyConnection) -> str:
    """Read a release and return its id; it has to be whole, and of one run."""
    [(release_id,)] = connection.execute("select release_id from release").fetchall()
    for mart in MARTS[:2]:
        found = connection.execute(f"select built_by from segmentation.{mart}").fetchall()
        assert found == [(release_id,)] * ROWS, (mart, release_id, found)
    return release_id


def look(folder: Path) -> str:
    """Look at everything in a release; return the id that all of it has."""
    with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
        release_id = look_at(connection)
    about = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    assert about["release_id"] == release_id
    assert (folder / PAGE).read_text(encoding="utf-8") == f"{release_id} {release_id}"
    with duckdb.connect() as connection:
        for mart in MARTS:
            file = folder / "parquet" / f"{mart}.parquet"
            ids = connection.execute(
                f"select decode(value) from parquet_kv_metadata('{file}') where key = 'release_id'"
            ).fetchall()
            assert ids == [(release_id,)], (mart, ids)
            if mart != "fct_pipeline_runs":
                found = connection.execute(f"select built_by from '{file}'").fetchall()
                assert found == [(release_id,)] * ROWS, (mart, found)
    return release_id


def read_on(how: str, folder: Path, stop: Path) -> dict[str, Any]:
    """Read until the file `stop` is there: on one connection, or on a new one each time."""
    seen: list[str] = []
    reads = 0
    stayed = duckdb.connect(str(folder / DATABASE), read_only=True)
    if how != "stay":
        stayed.close()
    print("ready", flush=True)
    while not stop.exists():
        if how == "stay":
            release_id = look_at(stayed)
        elif how == "resolve":
            release_id = look(Path(os.path.realpath(folder / "current")))
        else:
            with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
                release_id = look_at(connection)
                assert look_at(connection) == release_id
        reads += 1
        if release_id not in seen[-1:]:
            seen.append(release_id)
    return {"reads": reads, "seen": seen}


if __name__ == "__main__":
    if sys.argv[1] == "publish":
        publish.write_page = write_page
        sys.exit(publish.main(sys.argv[2:]))
    print(json.dumps(read_on(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
