#!/usr/bin/env python3
"""Load a file of order lines (or any other input) into PostgreSQL, where a var can name it.

    python scripts/load.py lines.parquet raw.lines
    python scripts/load.py lines.csv raw.lines

DuckDB reads the file, or all files of a pattern in quotes, and COPY writes the table, which is made
anew. Columns of Parquet keep their types; those of CSV are text, as the project reads text itself.
An empty cell of CSV is null, a quoted empty one ("") is an empty text. The database is the one that
SEGMENTATION_POSTGRES_* name. Then: dbt build --target postgres --vars
'{segmentation_order_lines: raw.lines}' --exclude path:seeds/demo

On DuckDB nothing is loaded: a var holds read_parquet('lines.parquet') itself.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import duckdb

from engines import postgres
from engines.builds import literal, quoted

# what PostgreSQL calls DuckDB's types, where it isn't the same word
TYPES = {
    "VARCHAR": "text",
    "DOUBLE": "double precision",
    "FLOAT": "real",
    "TINYINT": "smallint",
    "UTINYINT": "smallint",
    "USMALLINT": "integer",
    "UINTEGER": "bigint",
    "UBIGINT": "numeric(20, 0)",
    "HUGEINT": "numeric(39, 0)",
    "TIMESTAMP_S": "timestamp",
    "TIMESTAMP_MS": "timestamp",
    "TIMESTAMP_NS": "timestamp",
    "BLOB": "bytea",
}
# what stands for null, unquoted; a text of these two letters is quoted
NULL = r"\N"


def source(file: str) -> str:
    """Return what DuckDB reads a file or pattern by. Raises ValueError for other kinds of files."""
    kind = file.rsplit(".", 1)[-1].lower()
    if kind == "parquet":
        return f"read_parquet({literal(file)})"
    if kind == "csv":
        return (
            f"read_csv({literal(file)}, header = true, all_varchar = true, delim = ',', "
            "quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, "
            "parallel = false)"
        )
    raise ValueError(f"{file} is neither Parquet nor CSV.")


def load(file: str, table: str) -> int:
    """Make a table (schema.name) of a file; return its rows.

    All or nothing: a table that is there already stays until the new one is whole. Raises
    ValueError, duckdb.Error and psycopg2.Error.
    """
    schema, _, name = table.partition(".")
    if not (schema and name):
        raise ValueError(f"{table} names no table: it takes a schema and a name, e.g. raw.lines.")
    place = f"{quoted(schema)}.{quoted(name)}"
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        cells = Path(folder) / "cells.csv"
        read = source(file)
        columns = connection.execute(f"describe select * from {read}").fetchall()
        connection.execute(
            f"copy (select * from {read}) to {literal(str(cells))} (format csv, header false, "
            f"force_quote *, nullstr {literal(NULL)})"
        )
        shape = ", ".join(f"{quoted(column[0])} {TYPES.get(column[1], column[1])}"
                          for column in columns)
        with postgres.connected() as cursor, cells.open("rb") as lines:
            cursor.execute(f"create schema if not exists {quoted(schema)}")
            cursor.execute(f"drop table if exists {place}")
            cursor.execute(f"create table {place} ({shape})")
            cursor.copy_expert(
                f"copy {place} from stdin with (format csv, null {literal(NULL)}, encoding 'utf8')",
                lines,
            )
            rows = cursor.rowcount
            cursor.execute(f"analyze {place}")
            return rows


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 where the table is there, 1 and a sentence where it isn't."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", help="a Parquet or CSV file, or a pattern in quotes")
    parser.add_argument("table", help="schema and name, e.g. raw.lines; it is made anew")
    chosen = parser.parse_args(arguments)
    try:
        rows = load(chosen.file, chosen.table)
    except Exception as problem:  # no such file, no server, a type PostgreSQL doesn't know, ...
        print(f"Nothing was loaded: {problem}", file=sys.stderr)
        return 1
    print(f"{chosen.table}: {rows} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
