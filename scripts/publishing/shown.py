"""The marts as readers see them: without small cells, and personal data as the run has it.

The run that built the marts says how (`personal_data` and `small_cell_floor` in fct_pipeline_runs).
The marts of the working file stay whole, so that every total reconciles there.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from publishing.docs import SCHEMA, Mart, absent_marts, read_docs
from publishing.personal_data import shown_columns, take_salt
from publishing.small_cells import hide, shown_rows, shown_sums

RUN = f"""
    select personal_data, small_cell_floor
    from {SCHEMA}.fct_pipeline_runs
    order by run_id = ? desc, lines_read is null asc, started_at desc, run_id asc
    limit 1
"""


@dataclass(frozen=True)
class Shown:
    """How a run has its marts shown: what becomes of personal data, and from what floor on."""

    personal_data: str = "keep"
    small_cell_floor: int = 0

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Get what is needed for it from the environment; Problem where that is missing."""
        if self.personal_data == "hash":
            take_salt(connection)


def shown_query(
    connection: duckdb.DuckDBPyConnection, source: str, mart: Mart, shown: Shown
) -> tuple[str, int]:
    """Return the query of a mart as readers see it, and how many of its rows that leaves out."""
    columns = shown_columns(mart.personal, shown.personal_data)
    condition, hidden = "true", 0
    if mart.small_cells and shown.small_cell_floor:
        table = f"temp.small_cells_of_{mart.name}"
        hidden = hide(connection, source, mart.small_cells, shown.small_cell_floor, table)
        condition = shown_rows(table)
        columns |= shown_sums(mart.small_cells, table)
    changed = ", ".join(f"{sql} as {name}" for name, sql in columns.items())
    return (
        f"select *{f' replace ({changed})' if changed else ''} from {source} where {condition}",
        hidden,
    )


def show_as_published(
    connection: duckdb.DuckDBPyConnection, manifest: Path, run_id: str = ""
) -> Shown:
    """Let a connection see its marts by name (`from dim_customers`) as readers would.

    Of a working file, the marts are covered by temporary views; a release is what it is. Returns
    how they are shown, by the run of that id or else the last that read order lines. Raises Problem
    where the salt or the manifest is missing.
    """
    connection.execute(f"use {SCHEMA}")
    try:
        found = connection.execute(RUN, [run_id]).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        found = []  # marts of before there was a choice
    shown = Shown(*found[0]) if found else Shown()
    [(is_release,)] = connection.execute(
        "select count(*) > 0 from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'main' "
        "and table_name = 'release'"
    ).fetchall()
    if shown == Shown() or is_release:
        return shown
    shown.prepare(connection)
    for name, mart in read_docs(manifest).marts.items():
        if mart.personal or mart.small_cells:
            query, _ = shown_query(connection, f"{SCHEMA}.{name}", mart, shown)
            connection.execute(f"create temp view {name} as {query}")
    return shown


def show_absent_as_empty(connection: duckdb.DuckDBPyConnection, manifest: Path) -> list[str]:
    """Let a connection see the marts of parts that are not built without rows; return their names.

    They cover what an earlier build has left of them.
    """
    absent = absent_marts(manifest)
    for mart, columns in absent.items():
        nulls = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in columns.items())
        connection.execute(f"create temp view {mart} as select {nulls} where false")
    return sorted(absent)
