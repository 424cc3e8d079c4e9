#!/usr/bin/env python3
"""Compare the marts of two builds of the project: rows, keys, and every value of every column.

    python scripts/parity.py warehouse/working.duckdb postgres
    python scripts/parity.py ONE OTHER [--manifest target/manifest.json] [--lines 5]

A build is a DuckDB file, `postgres` (the database that SEGMENTATION_POSTGRES_* name) or a folder of
Parquet files. Which marts there are, and their keys, says the manifest of dbt. Values must be equal
to the last digit and letter; columns that the contract declares floating-point, to 1e-9 of the
larger. The record of runs is left out: each run has its own.

The exit code is 0 where both are equal, 1 where they differ, 2 where a build can't be read.
"""

import argparse
import sys
from pathlib import Path

import duckdb

from engines.builds import open_build
from engines.comparing import Comparison, compare_mart
from engines.marts import RECORDS, public_marts


def compare(one: str, other: str, manifest: Path, lines: int) -> list[Comparison]:
    """Compare all marts of two builds, at most `lines` differences of each in words.

    Raises ValueError and OSError with a sentence where something can't be found.
    """
    builds = (open_build(one), open_build(other))
    if builds[0].name == builds[1].name:
        builds[0].name, builds[1].name = "the first", "the second"
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        marts = public_marts(manifest)
        if not marts:
            raise ValueError(f"{manifest} knows no public mart.")
        return [compare_mart(connection, builds, mart, lines) for mart in marts]


def report(found: list[Comparison]) -> str:
    """Return what was found as a text: the marts that differ, and a total."""
    told = []
    for comparison in found:
        if comparison.differences:
            rows = " and ".join(str(rows) for rows in comparison.rows if rows is not None)
            told.append(f"{comparison.mart}: {comparison.differences} differences")
            told[-1] += f", {rows} rows" if rows else ""
            told += [f"    {example}" for example in comparison.examples]
            left = comparison.differences - len(comparison.examples)
            told += [f"    and {left} more"] if left else []
    differing = sum(1 for comparison in found if comparison.differences)
    rows = sum(comparison.rows[0] or 0 for comparison in found)
    told.append(
        f"{len(found)} marts, {rows} rows: "
        + (
            f"{sum(comparison.differences for comparison in found)} differences in {differing} of "
            "them."
            if differing
            else "all equal."
        )
        + f" Left out, since each run has its own: {', '.join(RECORDS)}."
    )
    return "\n".join(told)


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("one", help="a DuckDB file, a folder of Parquet files, or postgres")
    parser.add_argument("other", help="what it is compared with")
    parser.add_argument("--manifest", type=Path, default=Path("target/manifest.json"))
    parser.add_argument("--lines", type=int, default=5, help="differences shown of a mart (5)")
    chosen = parser.parse_args(arguments)
    try:
        found = compare(chosen.one, chosen.other, chosen.manifest, chosen.lines)
    except Exception as problem:  # a driver that isn't installed, a server that isn't there, ...
        print(f"Nothing was compared: {problem}", file=sys.stderr)
        return 2
    print(report(found))
    return 1 if any(comparison.differences for comparison in found) else 0


if __name__ == "__main__":
    sys.exit(main())
