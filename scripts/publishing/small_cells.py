"""The cells of a mart that too few customers stand behind: rows that are left out of a release.

A mart says in its .yml what its cells are (config, meta, small_cells):

    customers   how many customers a cell has, as SQL; a row where it is null is no cell. Of a list
                each count must hold by itself
    cell        what makes rows one cell, where a cell has several; else each row is one
    within      sets of columns over which cells add up to a total that is public elsewhere
    running     columns that add up earlier rows (of, along, columns): null after a row left out

A cell below the floor is left out. Where what was left out of a total is one cell, or cells that
have fewer customers than the floor together, the total gives it away: the next smallest cell goes
as well, until that holds no more, and until no cell that was left out follows from all totals
together (`given_away`). A cell without customers is left out and hides nothing.

The views of the page that count customers are hidden by the same rules (dashboard_page/marts.py).
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
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
# what was left out by one count goes by the others as well
SHARED = """
    update {table} set is_hidden = true
    where not is_hidden and row in (select row from {other} where is_hidden)
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
SUMS = """
    select cast(cell as varchar), cast({total} as varchar) as total
    from {table}
    where {hidden} and cell_customers > 0
    group by all
    order by all
"""
# of the cells that share a total with one of these, the smallest that is still shown
BESIDE = """
    select cast(cells.cell as varchar)
    from {table} as cells
    inner join {table} as given on cells.{group} = given.{group}
    where cast(given.cell as varchar) = ? and not cells.is_hidden and cells.cell_customers > 0
    order by cells.cell_customers, cells.cell
    limit 1
"""
# every part of a total that has several, hidden or not
PARTS = """
    select cast(cell as varchar), cast(parted as varchar) as total, part, {hidden} as is_hidden
    from {table}
    where cell_customers > 0
    order by all
"""
OTHERS = """
    select cast(cells.cell as varchar), cast(others.total as varchar)
    from {table} as cells
    inner join ({others}) as others on cells.cell = others.cell
    where {hidden} and cells.cell_customers > 0
    group by all
    order by all
"""
PRIME = 2**61 - 1
Row = dict[Any, int]


@dataclass(frozen=True)
class Running:
    """Columns that add up earlier rows: along a column, for equal values of others."""

    of: tuple[str, ...]
    along: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Parted:
    """A total that nobody shows, but that is the same for each value of a column: each scheme's."""

    over: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class SmallCells:
    """What a mart says of its cells, each text an expression of DuckDB."""

    customers: tuple[str, ...]
    cell: tuple[str, ...]
    within: tuple[tuple[str, ...], ...]
    running: Running | None = None
    parted: Parted | None = None
    # a query of other totals that are public: the cell, and what it belongs to
    others: str | None = None


def read_small_cells(meta: Mapping[str, Any], key: Sequence[str] = ()) -> SmallCells | None:
    """Return what the meta of a mart says, or None where it has no cells.

    Where each row is a cell, its key names it: by the place of the row, equal cells would be left
    out in the order in which threads happened to write them.
    """
    said = meta.get("small_cells")
    if said is None:
        return None
    running, customers = said.get("running"), said["customers"]
    return SmallCells(
        (customers,) if isinstance(customers, str) else tuple(customers),
        tuple(said.get("cell", key or ("rowid",))),
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
    if cells.parted:
        groups += f"{together(cells.parted.over)} as parted, {cells.parted.by} as part, "
    if cells.running:
        groups += f"{together(cells.running.of)} as running_of, {cells.running.along} as along, "
    # one table for each count, the first of them for those who ask which rows are left out
    tables = [f"{table}_{number}" if number else table for number in range(len(cells.customers))]
    for counted, customers in zip(tables, cells.customers, strict=True):
        connection.execute(CELLS.format(
            table=counted, source=source, customers=f"({customers})", floor=floor,
            cell=together(cells.cell), groups=groups,
        ))
    more = True
    while more:
        more = False
        for counted in tables:
            more = hide_by(connection, counted, cells, floor) or more
        for counted, other in itertools.permutations(tables, 2):
            shared = SHARED.format(table=counted, other=other)
            [(hidden,)] = connection.execute(shared).fetchall()
            more = more or hidden > 0
    for counted in tables[1:]:
        connection.execute(
            f"insert into {table} (row, is_hidden) select row, true from {counted} "
            f"where is_hidden and row not in (select row from {table})"
        )
    [(rows,)] = connection.execute(f"select count(*) from {table} where is_hidden").fetchall()
    return rows


def hide_by(
    connection: duckdb.DuckDBPyConnection, table: str, cells: SmallCells, floor: int
) -> bool:
    """Hide what would give a small cell away, by one count; return whether there was any."""
    found, more = False, True
    while more:
        more = False
        for number in range(len(cells.within)):
            statement = NEXT.format(table=table, group=f"group_{number}", floor=floor)
            [(hidden,)] = connection.execute(statement).fetchall()
            more = more or hidden > 0
        more = more or hide_beside(connection, table, cells, floor)
        found = found or more
    return found


def hide_beside(
    connection: duckdb.DuckDBPyConnection, table: str, cells: SmallCells, floor: int
) -> bool:
    """Hide one more cell beside each small one that all totals together give away.

    Return whether there was one to hide: what totals say by themselves, even if no cell is shown,
    can't be helped.
    """
    given = given_away(known_sums(connection, table, cells, "is_hidden"))
    if given:
        small = f"select cast(cell as varchar) from {table} where cell_customers < {floor}"
        given &= {cell for (cell,) in connection.execute(small).fetchall()}
    if given:
        given -= given_away(known_sums(connection, table, cells, "true"))
    groups = ["parted"] if cells.parted else []
    groups += [f"group_{number}" for number in range(len(cells.within))]
    beside = set()
    for cell in sorted(given):
        shown = (
            connection.execute(BESIDE.format(table=table, group=group), [cell]).fetchone()
            for group in groups
        )
        found = next(filter(None, shown), None)
        if found:
            beside.add(found)
    for found in sorted(beside):
        connection.execute(
            f"update {table} set is_hidden = true where cast(cell as varchar) = ?", found
        )
    return bool(beside)


def known_sums(
    connection: duckdb.DuckDBPyConnection, table: str, cells: SmallCells, hidden: str
) -> list[Row]:
    """Return the sums of hidden cells that follow from what is shown and from public totals.

    `hidden` is the condition by which a cell is hidden.
    """
    sums: dict[Any, Row] = {}
    for number in range(len(cells.within)):
        query = SUMS.format(table=table, total=f"group_{number}", hidden=hidden)
        for cell, total in connection.execute(query).fetchall():
            sums.setdefault((number, total), {})[cell] = 1
    if cells.others:
        for cell, total in connection.execute(
            OTHERS.format(table=table, others=cells.others, hidden=hidden)
        ).fetchall():
            sums.setdefault(("others", total), {})[cell] = 1
    if cells.parted:
        parts = PARTS.format(table=table, hidden=hidden)
        sums |= differences(connection.execute(parts).fetchall())
    return list(sums.values())


def differences(cells: Iterable[tuple[str, str, str, bool]]) -> dict[Any, Row]:
    """Return what is known of equal totals: how the hidden cells of one part differ from another.

    Of each cell its name, its total, its part and whether it is hidden.
    """
    sums: dict[str, dict[str, Row]] = {}
    for cell, members, part, is_hidden in cells:
        row = sums.setdefault(members, {}).setdefault(part, {})
        if is_hidden:
            row[cell] = 1
    known = {}
    for members, parts in sums.items():
        (_, first), *others = sorted(parts.items())
        for part, row in others:
            known["parted", members, part] = row | dict.fromkeys(first, -1)
    return known


def given_away(totals: Iterable[Row]) -> set[Any]:
    """Return the cells whose value follows from sums of cells; a sum says how often it has each.

    By elimination, in the whole numbers modulo a prime: exact, and none grows.
    """
    solved: dict[Any, Row] = {}
    for total in sorted(totals, key=len):
        left = dict(total)
        for cell in [cell for cell in left if cell in solved]:
            add(left, solved[cell], -left[cell])
        if not left:
            continue
        pivot = min(left)
        inverse = pow(left[pivot], -1, PRIME)
        left = {cell: count * inverse % PRIME for cell, count in left.items()}
        for row in solved.values():
            if pivot in row:
                add(row, left, -row[pivot])
        solved[pivot] = left
    return {cell for cell, row in solved.items() if len(row) == 1}


def add(row: Row, other: Row, times: int) -> None:
    """Add a multiple of a row to another."""
    for cell, count in other.items():
        if summed := (row.get(cell, 0) + times * count) % PRIME:
            row[cell] = summed
        else:
            row.pop(cell, None)


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
