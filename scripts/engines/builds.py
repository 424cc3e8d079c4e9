"""Builds of the project to read marts from: a DuckDB file, a PostgreSQL database, Parquet files.

Each gives a mart as a table in a DuckDB connection, in the types that the mart has there, so that
one way to compare does for all.
"""

import re
import tempfile
from pathlib import Path
from typing import Protocol

import duckdb

from engines import postgres
from engines.marts import Mart

Types = dict[str, str]


class Build(Protocol):
    """Where marts were built."""

    name: str

    def types(self, connection: duckdb.DuckDBPyConnection, mart: Mart) -> Types:
        """Return the types of a mart's columns, in DuckDB's words; nothing if it isn't there."""

    def fetch(self, connection: duckdb.DuckDBPyConnection, mart: Mart, into: str) -> None:
        """Make a relation of the mart, `into` being its name."""


def open_build(address: str) -> Build:
    """Return the build at an address.

    `postgres` is the database of the environment (SEGMENTATION_POSTGRES_*), a folder holds a
    Parquet file or a folder of them for each mart, anything else is a DuckDB file. Raises
    ValueError with a sentence where nothing is there.
    """
    if address == "postgres":
        return PostgresBuild()
    path = Path(address)
    if path.is_dir():
        return ParquetBuild(path)
    if path.is_file():
        return DuckDBBuild(path)
    raise ValueError(f"No build at {address}: a DuckDB file, a folder of Parquet, or postgres.")


def literal(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


class DuckDBBuild:
    """A DuckDB file that nobody is writing to."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.name = "duckdb"

    def attach(self, connection: duckdb.DuckDBPyConnection) -> str:
        """Return the name under which the file is attached, read-only."""
        alias = f"file_{abs(hash(self.file.resolve()))}"
        connection.execute(
            f"attach if not exists {literal(str(self.file))} as {alias} (read_only)"
        )
        return alias

    def types(self, connection: duckdb.DuckDBPyConnection, mart: Mart) -> Types:
        found = connection.execute(
            "select column_name, data_type from duckdb_columns() "
            "where database_name = ? and schema_name = ? and table_name = ? order by column_index",
            [self.attach(connection), mart.schema, mart.name],
        ).fetchall()
        return dict(found)

    def fetch(self, connection: duckdb.DuckDBPyConnection, mart: Mart, into: str) -> None:
        place = ".".join(map(quoted, (self.attach(connection), mart.schema, mart.name)))
        connection.execute(f"create or replace temp view {into} as select * from {place}")


class ParquetBuild:
    """A folder with <mart>.parquet for each mart: a file, or a folder of files as Spark writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = "parquet"

    def select(self, mart: Mart) -> str | None:
        """Return the query that reads a mart; None if it isn't there."""
        path = self.folder / f"{mart.name}.parquet"
        if not path.exists():
            return None
        files = path / "*.parquet" if path.is_dir() else path
        return f"select * from read_parquet({literal(str(files))})"

    def types(self, connection: duckdb.DuckDBPyConnection, mart: Mart) -> Types:
        query = self.select(mart)
        if not query:
            return {}
        described = connection.execute(f"describe {query}").fetchall()
        # Spark writes a moment as one of UTC, which is the zone of the connection
        return {row[0]: row[1].replace(" WITH TIME ZONE", "") for row in described}

    def fetch(self, connection: duckdb.DuckDBPyConnection, mart: Mart, into: str) -> None:
        types = self.types(connection, mart)
        columns = ", ".join(f"cast({quoted(c)} as {t}) as {quoted(c)}" for c, t in types.items())
        connection.execute(
            f"create or replace temp view {into} as select {columns} from ({self.select(mart)})"
        )


class PostgresBuild:
    """The database that SEGMENTATION_POSTGRES_* name, read by COPY; DuckDB's own reader of
    PostgreSQL is an extension, which has to be downloaded."""

    def __init__(self) -> None:
        self.name = "postgres"

    def types(self, connection: duckdb.DuckDBPyConnection, mart: Mart) -> Types:
        with postgres.connected() as cursor:
            cursor.execute(postgres.COLUMNS, (mart.schema, mart.name))
            return {name: duckdb_type(type_name) for name, type_name in cursor.fetchall()}

    def fetch(self, connection: duckdb.DuckDBPyConnection, mart: Mart, into: str) -> None:
        types = self.types(connection, mart)
        # null is an empty cell, an empty text is quoted
        read = "header = false, nullstr = '', allow_quoted_nulls = false, auto_detect = false"
        shape = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in types)
        casts = ", ".join(f"cast({quoted(c)} as {t}) as {quoted(c)}" for c, t in types.items())
        names = ", ".join(map(quoted, types))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "mart.csv"
            with postgres.connected() as cursor, file.open("wb") as out:
                cursor.copy_expert(
                    f"copy (select {names} from {quoted(mart.schema)}.{quoted(mart.name)}) "
                    "to stdout with (format csv, null '', encoding 'utf8')",
                    out,
                )
            connection.execute(
                f"create or replace temp table {into} as select {casts} from read_csv("
                f"{literal(str(file))}, columns = {{{shape}}}, quote = '\"', escape = '\"', "
                f"delim = ',', parallel = false, {read})"
            )


def duckdb_type(name: str) -> str:
    """Return what DuckDB calls a type of PostgreSQL, as format_type() writes it."""
    words = {
        "text": "VARCHAR",
        "character varying": "VARCHAR",
        "timestamp without time zone": "TIMESTAMP",
        "timestamp with time zone": "TIMESTAMP WITH TIME ZONE",
        "double precision": "DOUBLE",
        "real": "FLOAT",
    }
    decimal = re.fullmatch(r"numeric\((\d+),(\d+)\)", name)
    if decimal:
        return f"DECIMAL({decimal[1]},{decimal[2]})"
    return words.get(name, name.upper())
