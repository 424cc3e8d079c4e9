"""The cells of a mart that too few customers stand behind: rows that are left out of a release.

A mart says in its .yml what its cells are (config, meta, small_cells):

    customers   how many customers a cell has, as SQL; a row where it is null is no cell
    cell        what makes rows one cell, where a cell has several; else each row is one
    within      sets of columns over which cells add up to a total that is public elsewhere
    running     columns that add up earlier rows (of, along, columns): null after a row left out

A cell below the floor is left out. Where what was left out of a total is one cell, or cells that
have fewer customers than the floor together, the total gives it away: the next smallest cell goes
as well, until that holds no more. A cell without customers is left out and hides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

CELLS = """
    create or replace temp table {table} as
    select
        rowid as row,
        {customers} as cell_customers,
        {cell} as cell,
        {groups}
        {customers} < {floor} as is_hidden
    from {source}
    where {customers} is not null
"""
# the smallest cell that is still shown, in each group whose hidden cells could be worked out
NEXT = """
    update {table} set is_hidden = true
    where cell in (
        with

        cells as (

            select
                {group} as members,
                cell,
                any_value(cell_customers) as customers,
                bool_or(is_hidden) as is_hidden
            from {table}
            where cell_customers > 0
            group by all

        ),

        weak as (

            select members
            from cells
            group by members
            having
                count(*) filter (where is_hidden) = 1
                or sum(customers) filter (where is_hidden) < {floor}

        ),

        numbered as (

            select
                cells.cell,
                row_number() over (
                    partition by cells.members order by cells.customers, cells.cell
                ) as place
            from cells
            inner join weak on cells.members = weak.members
            where not cells.is_hidden

        )

        select cell from numbered where place = 1
    )
"""


@dataclass(frozen=True)
class Running:
    """Columns that add up earlier rows: along a column, for equal values of others."""

    of: tuple[str, ...]
    along: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class SmallCells:
    """What a mart says of its cells, each text an expression of DuckDB."""

    customers: str
    cell: tuple[str, ...]
    within: tuple[tuple[str, ...], ...]
    running: Running | None


def read_small_cells(meta: Mapping[str, Any]) -> SmallCells | None:
    """Return what the meta of a mart says, or None where it has no cells."""
    said = meta.get("small_cells")
    if said is None:
        return None
    running = said.get("running")
    return SmallCells(
        said["customers"],
        tuple(said.get("cell", ("rowid",))),
        tuple(tuple(columns) for columns in said["within"]),
        Running(tuple(running["of"]), running["along"], tuple(running["columns"]))
        if running
        else None,
    )


def hide(
    connection: duckdb.DuckDBPyConnection, source: str, cells: SmallCells, floor: int, table: str
) -> int:
    """Find the rows of `source` to leave out, into a temporary table; return how many they are."""
    groups = "".join(
        f"{together(columns)} as group_{number}, " for number, columns in enumerate(cells.within)
    )
    if cells.running:
        groups += f"{together(cells.running.of)} as running_of, {cells.running.along} as along, "
    connection.execute(CELLS.format(
        table=table, source=source, customers=f"({cells.customers})", floor=floor,
        cell=together(cells.cell), groups=groups,
    ))
    more = True
    while more:
        more = False
        for number in range(len(cells.within)):
            statement = NEXT.format(table=table, group=f"group_{number}", floor=floor)
            [(hidden,)] = connection.execute(statement).fetchall()
            more = more or hidden > 0
    [(rows,)] = connection.execute(f"select count(*) from {table} where is_hidden").fetchall()
    return rows


def together(columns: tuple[str, ...]) -> str:
    """Return several expressions as one value."""
    named = (f"'_{number}': {column}" for number, column in enumerate(columns))
    return f"{{{', '.join(named)}}}"


def shown_rows(table: str) -> str:
    """Return the condition by which a row is shown."""
    return f"rowid not in (select row from {table} where is_hidden)"


def shown_sums(cells: SmallCells, table: str) -> dict[str, str]:
    """Return what becomes of running sums: null after a row left out, by which they'd give it."""
    if not cells.running:
        return {}
    first = (
        f"(select min(along) from {table} "
        f"where is_hidden and running_of = {together(cells.running.of)})"
    )
    return {
        column: f"case when {cells.running.along} < {first} or {first} is null then {column} end"
        for column in cells.running.columns
    }
