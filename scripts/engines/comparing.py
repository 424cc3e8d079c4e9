"""One mart of two builds, row by row and column by column."""

from dataclasses import dataclass, field

import duckdb

from engines.builds import Build, Types, quoted
from engines.marts import Mart

# of the larger of both values: what floating-point numbers of two engines may be apart
TOLERANCE = 1e-9
# the tables that the marts of both builds are fetched into
SIDES = ("one", "other")


@dataclass
class Comparison:
    """What two builds say about a mart: rows of each, how many differences, and the first few."""

    mart: str
    rows: tuple[int | None, int | None] = (None, None)
    differences: int = 0
    examples: list[str] = field(default_factory=list)


def compare_mart(
    connection: duckdb.DuckDBPyConnection, builds: tuple[Build, Build], mart: Mart, lines: int
) -> Comparison:
    """Compare a mart of two builds; keep at most `lines` differences in words."""
    found = Comparison(mart.name)
    types = tuple(build.types(connection, mart) for build in builds)
    for build, columns in zip(builds, types, strict=True):
        if not columns:
            tell(found, lines, f"is missing in {build.name}")
    if found.differences:
        return found
    compare_columns(found, lines, builds, types, mart)
    for side, build in zip(SIDES, builds, strict=True):
        build.fetch(connection, mart, side)
    found.rows = tuple(count(connection, f"select count(*) from {side}") for side in SIDES)
    if not mart.key and set(types[0]) == set(types[1]):
        compare_rows(connection, found, lines, builds, mart)
    elif all(mart.key and set(mart.key) <= set(columns) for columns in types):
        compare_keys(connection, found, lines, builds, mart)
        for column in mart.columns:
            if column not in mart.key and all(column in columns for columns in types):
                compare_values(connection, found, lines, builds, mart, column)
    return found


def tell(found: Comparison, lines: int, sentence: str, differences: int = 1) -> None:
    """Add a difference, and its sentence while there is room."""
    found.differences += differences
    if len(found.examples) < lines:
        found.examples.append(sentence)


def tell_missing(
    found: Comparison,
    lines: int,
    build: Build,
    columns: tuple[str, ...],
    rows: list[tuple[object, ...]],
) -> None:
    """Add a difference for each row that the other build has and this one lacks."""
    for values in rows:
        tell(found, lines, f"{named(columns, values)} is missing in {build.name}")


def count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Return the number that a query gives."""
    [[number]] = connection.execute(query).fetchall()
    return number


def compare_columns(
    found: Comparison, lines: int, builds: tuple[Build, Build], types: tuple[Types, ...], mart: Mart
) -> None:
    """Columns of the contract must be there, none beside them, of the same type."""
    for column in mart.columns:
        for build, columns in zip(builds, types, strict=True):
            if column not in columns:
                tell(found, lines, f"{column} is missing in {build.name}")
        pair = [columns.get(column) for columns in types]
        if all(pair) and pair[0] != pair[1]:
            told = " and ".join(
                f"{kind} in {build.name}" for kind, build in zip(pair, builds, strict=True)
            )
            tell(found, lines, f"{column} is {told}")
    for build, columns in zip(builds, types, strict=True):
        for column in columns:
            if column not in mart.columns:
                tell(found, lines, f"{column} in {build.name} is in no contract")


def compare_rows(
    connection: duckdb.DuckDBPyConnection,
    found: Comparison,
    lines: int,
    builds: tuple[Build, Build],
    mart: Mart,
) -> None:
    """Each row must be there as often in both builds, where no key tells rows apart."""
    columns = ", ".join(map(quoted, mart.columns))
    for side, against, build in ((*SIDES, builds[1]), (*reversed(SIDES), builds[0])):
        query = f"select {columns} from {side} except all select {columns} from {against}"
        missing = connection.execute(f"{query} order by {columns}").fetchall()
        tell_missing(found, lines, build, mart.columns, missing)


def compare_keys(
    connection: duckdb.DuckDBPyConnection,
    found: Comparison,
    lines: int,
    builds: tuple[Build, Build],
    mart: Mart,
) -> None:
    """Each key must be there once in both builds."""
    key = ", ".join(map(quoted, mart.key))
    for side, build in zip(SIDES, builds, strict=True):
        rows = connection.execute(
            f"select {key}, count(*) from {side} group by {key} having count(*) > 1 order by {key}"
        ).fetchall()
        for *values, copies in rows:
            tell(found, lines, f"{named(mart.key, values)} is there {copies} times in {build.name}")
    for side, against, build in ((*SIDES, builds[1]), (*reversed(SIDES), builds[0])):
        query = f"select 1 from {against} as there where {same_key(mart)}"
        missing = connection.execute(
            f"select {key} from {side} as here where not exists ({query}) order by {key}"
        ).fetchall()
        tell_missing(found, lines, build, mart.key, missing)


def compare_values(
    connection: duckdb.DuckDBPyConnection,
    found: Comparison,
    lines: int,
    builds: tuple[Build, Build],
    mart: Mart,
    column: str,
) -> None:
    """A column must have the same value under each key, null being a value."""
    here, there = f"here.{quoted(column)}", f"there.{quoted(column)}"
    differs = f"{here} is distinct from {there}"
    if column in mart.floats:
        # DuckDB takes what is no number for larger than any
        close = f"abs({here} - {there}) <= {TOLERANCE} * greatest(abs({here}), abs({there}))"
        finite = f"isfinite({here}) and isfinite({there})"
        differs = f"{differs} and not coalesce({finite} and {close}, false)"
    key = ", ".join(f"here.{quoted(name)}" for name in mart.key)
    joined = f"from one as here inner join other as there on {same_key(mart)} where {differs}"
    differences = count(connection, f"select count(*) {joined}")
    if not differences:
        return
    rows = connection.execute(
        f"select {key}, {here}, {there} {joined} order by {key} limit {lines}"
    ).fetchall()
    for *values, one, other in rows:
        tell(
            found,
            lines,
            f"{named(mart.key, values)} {column}: {shown(one)} in {builds[0].name}, "
            f"{shown(other)} in {builds[1].name}",
        )
    found.differences += differences - len(rows)


def same_key(mart: Mart) -> str:
    """Return the condition that rows `here` and `there` have the same key."""
    return " and ".join(
        f"here.{quoted(name)} is not distinct from there.{quoted(name)}" for name in mart.key
    )


def named(columns: tuple[str, ...], values: list[object] | tuple[object, ...]) -> str:
    """Return a key in words, e.g. [scheme=rfm, customer_id=C00001]."""
    pairs = (f"{name}={value}" for name, value in zip(columns, values, strict=True))
    return f"[{', '.join(pairs)}]"


def shown(value: object) -> str:
    """Return a value such that null, blanks and ends of lines can be seen."""
    return "null" if value is None else repr(value) if isinstance(value, str) else str(value)
