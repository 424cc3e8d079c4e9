"""Is a result right? Every contestant is held against plain SQL, customer by customer."""

import shutil
from pathlib import Path

import duckdb

from .contestants import Contestant, Place

SCORES = ("recency_score", "frequency_score")
# what has to be equal for every customer, and to whose result
EQUAL = {
    "none": {},
    # copies of lines count for both
    "same": {"plain": ("recency_days", "frequency", "monetary", *SCORES, "monetary_score",
                       "segment")},
    # without copies revenue is another, segments are not
    "lines": {"plain": ("recency_days", "frequency", *SCORES, "segment")},
    "clean": {
        "plain": ("recency_days", "frequency", *SCORES, "segment"),
        "duties": ("recency_days", "frequency", "monetary", *SCORES, "monetary_score", "segment"),
    },
    # cuts into fifths of customers, wherever equal values lie
    "values": {"plain": ("recency_days", "frequency", "monetary")},
    # counts days and not orders, and knows no refunds
    "days": {"plain": ("recency_days",)},
}


def difference(contestant: Contestant, place: Place, references: Path) -> str:
    """Return what is wrong with a result, in a sentence; empty if nothing is."""
    if contestant.check == "none":
        return ""
    with duckdb.connect() as connection:
        file = place.folder / contestant.file
        if file.suffix == ".parquet":
            connection.execute(f"create view result as from '{file}'")
        else:
            connection.execute(f"attach '{file}' as result (read_only)")
        connection.execute(f"create view segments as {contestant.segments}")
        for reference, columns in EQUAL[contestant.check].items():
            problem = compared(connection, references / f"{reference}.parquet", columns)
            if problem:
                return f"{problem} than {reference} says"
        if contestant.check == "lines":
            return whole(connection, place.lines)
    return ""


def compared(
    connection: duckdb.DuckDBPyConnection, reference: Path, columns: tuple[str, ...]
) -> str:
    """Return how many customers differ in the first column that differs, or nothing."""
    for column in columns:
        # a sum of floating-point numbers is right to the cent
        ours, theirs = (
            f"cast(round({side}.{column}, 2) as decimal(18, 2))" if column == "monetary"
            else f"cast({side}.{column} as varchar)" if column == "segment"
            else f"cast({side}.{column} as bigint)"
            for side in ("segments", "reference")
        )
        [[customers]] = connection.execute(f"""
            select count(*)
            from segments
            full join '{reference}' as reference using (customer_id)
            where {ours} is distinct from {theirs}
        """).fetchall()
        if customers:
            return f"{customers} customers have another {column}"
    return ""


def whole(connection: duckdb.DuckDBPyConnection, lines: int) -> str:
    """Return how many lines clean and rejected lines are together, or nothing if it is all."""
    [[found]] = connection.execute("""
        select
            (select count(*) from result.clean_lines) + (select count(*) from result.rejected_lines)
    """).fetchall()
    return "" if found == lines else f"{found} of {lines} lines are there"


def keep_reference(contestant: Contestant, place: Place, references: Path) -> None:
    """Keep the segments of plain SQL for the others to be held against."""
    references.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{place.folder / contestant.file}' as result (read_only)")
        connection.execute(
            f"copy ({contestant.segments}) to '{references / contestant.name}.parquet'"
        )


def clear(folder: Path) -> Path:
    """Return the folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
