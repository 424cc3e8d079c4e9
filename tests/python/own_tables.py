"""Relations that a test maps as an input: rows written to a CSV file that DuckDB reads in place."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def as_relation(path: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    """Write the rows and return what a var of an input holds; None is an empty cell, so null."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return f"read_csv('{path}', header = true, all_varchar = true)"
