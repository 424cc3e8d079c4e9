"""The marts of a working file as a new DuckDB file and as Parquet files.

Tables keep their keys, checks and not-nulls, get the docs as comments, and their rows lie in the
order of the key, so that equal marts are equal files for anything that reads Parquet.
"""

from datetime import datetime
from pathlib import Path

import duckdb

from publishing.docs import SCHEMA, Docs, Mart
from publishing.problem import Problem
from publishing.progress import Progress
from publishing.runs import Run
from publishing.shown import shown_query

DATABASE = "customer_segmentation.duckdb"
PARQUET = "parquet"
# what DuckDB 1.0 and everything since can open; files of DuckDB 2 can't be read by 1.x
STORAGE_VERSION = "v1.0.0"

KEYS = """
    select table_name, constraint_column_names
    from duckdb_constraints()
    where
        database_name = 'working' and schema_name = ? and constraint_type = 'PRIMARY KEY'
"""
RELEASE = {
    "release_id": ("varchar not null", "The run of dbt that built all of this, as in "
                   "fct_pipeline_runs; the same id is in the Parquet files and in the page."),
    "project_version": ("varchar not null", "Version of customer_segmentation that built it."),
    "as_of_date": ("date", "The day everything is measured at; null without dated orders."),
    "built_at": ("timestamp not null", "When the build began, UTC."),
    "published_at": ("timestamp not null", "When it was published, UTC."),
}


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def open_working(working: Path, spill: Path, how: str = "read_only") -> duckdb.DuckDBPyConnection:
    """Return a connection that has the working file attached as `working`.

    `spill` is a folder for what doesn't fit into memory, made when it is needed; `how` is read_only
    or read_write. Raises duckdb.Error where another process writes to the file.
    """
    connection = duckdb.connect(config={"temp_directory": str(spill)})
    try:
        connection.execute(f"attach {literal(str(working))} as working ({how})")
    except duckdb.Error:
        connection.close()
        raise
    return connection


def missing_marts(connection: duckdb.DuckDBPyConnection, docs: Docs) -> list[str]:
    """Return the marts that the working file has no table of."""
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'working' "
        "and schema_name = ?",
        [SCHEMA],
    ).fetchall()
    return sorted(set(docs.marts) - {name for (name,) in found})


def copy_marts(
    connection: duckdb.DuckDBPyConnection,
    docs: Docs,
    run: Run,
    published_at: datetime,
    published_runs: list[str],
    folder: Path,
    progress: Progress,
) -> tuple[dict[str, int], dict[str, int]]:
    """Write the DuckDB file and the Parquet files into a folder.

    Return the rows of each mart, and how many small cells were left out of those that have any.

    `published_runs` are shown as published, beside the run itself. Any mistake of the disk is a
    duckdb.Error or an OSError, and leaves a folder of no use.
    """
    (folder / PARQUET).mkdir()
    connection.execute(
        f"attach {literal(str(folder / DATABASE))} as release "
        f"(storage_version {literal(STORAGE_VERSION)})"
    )
    connection.execute(f"create schema release.{SCHEMA}")
    connection.execute("use release")
    write_release(connection, run, published_at)
    keys = dict(connection.execute(KEYS, [SCHEMA]).fetchall())
    rows, left_out = {}, {}
    run.shown.prepare(connection)
    for name in sorted(docs.marts):
        source = f"working.{SCHEMA}.{name}"
        if name == "fct_pipeline_runs":
            ids = ", ".join(literal(run_id) for run_id in [run.run_id, *published_runs])
            source = f"(from {source} select * replace (is_published or run_id in ({ids}) "
            source += "as is_published))"
        else:
            query, hidden = shown_query(connection, source, docs.marts[name], run.shown)
            source = f"({query})"
            if hidden:
                left_out[name] = hidden
        [(expected,)] = connection.execute(f"select count(*) from {source}").fetchall()
        progress.begin(name, expected)
        create(connection, docs.marts[name])
        order = ", ".join(f'"{column}"' for column in keys.get(name, [])) or "all"
        connection.execute(
            f"insert into {SCHEMA}.{name} from {source} order by {order}"
        )
        [(written,)] = connection.execute(
            f"copy (from {SCHEMA}.{name}) to {literal(str(folder / PARQUET / name) + '.parquet')} "
            f"(format parquet, kv_metadata {{release_id: {literal(run.run_id)}, "
            f"mart: {literal(name)}}})"
        ).fetchall()
        if written != expected:
            raise Problem(f"Not published: of {expected} rows of {name}, {written} were copied.")
        rows[name] = expected
        progress.end()
    # everything into the one file, so that no log of changes is left beside it
    connection.execute("checkpoint release")
    connection.execute("use memory")
    connection.execute("detach release")
    return rows, left_out


def write_release(
    connection: duckdb.DuckDBPyConnection, run: Run, published_at: datetime
) -> None:
    """Create the table `release` of one row, which says what this file is."""
    columns = ", ".join(f"{name} {sql_type}" for name, (sql_type, _) in RELEASE.items())
    connection.execute("begin")
    connection.execute(f"create table release ({columns}, primary key (release_id))")
    connection.execute("comment on table release is 'Which release of the marts this file is.'")
    for name, (_, description) in RELEASE.items():
        connection.execute(f"comment on column release.{name} is {literal(description)}")
    connection.execute("commit")
    connection.execute(
        "insert into release values (?, ?, ?, ?, ?)",
        [run.run_id, run.project_version, run.as_of_date, run.started_at, published_at],
    )


def create(connection: duckdb.DuckDBPyConnection, mart: Mart) -> None:
    """Create the table of a mart as it is in the working file, with the docs as comments."""
    [(statement,)] = connection.execute(
        "select sql from duckdb_tables() "
        "where database_name = 'working' and schema_name = ? and table_name = ?",
        [SCHEMA, mart.name],
    ).fetchall()
    connection.execute("begin")
    connection.execute(statement)
    table = f"{SCHEMA}.{mart.name}"
    connection.execute(f"comment on table {table} is {literal(mart.description)}")
    for name, description in mart.columns.items():
        connection.execute(f'comment on column {table}."{name}" is {literal(description)}')
    connection.execute("commit")
