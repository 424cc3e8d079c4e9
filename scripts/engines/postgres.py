"""The PostgreSQL database that SEGMENTATION_POSTGRES_* name, as profiles.yml reads them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from psycopg2.extensions import cursor as Cursor

# columns of a table with their types as PostgreSQL writes them, e.g. numeric(18,2)
COLUMNS = """
    select attname, format_type(atttypid, atttypmod)
    from pg_attribute
    inner join pg_class on pg_attribute.attrelid = pg_class.oid
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where nspname = %s and relname = %s and attnum > 0 and not attisdropped
    order by attnum
"""


@contextmanager
def connected() -> Iterator["Cursor"]:
    """Give a cursor whose changes stay if nothing goes wrong. Raises psycopg2.Error."""
    # nobody who stays with DuckDB needs the driver
    import psycopg2

    connection = psycopg2.connect(
        host=os.environ.get("SEGMENTATION_POSTGRES_HOST", "127.0.0.1"),
        port=int(os.environ.get("SEGMENTATION_POSTGRES_PORT", "5432")),
        user=os.environ.get("SEGMENTATION_POSTGRES_USER", "segmentation"),
        password=os.environ.get("SEGMENTATION_POSTGRES_PASSWORD", ""),
        dbname=os.environ.get("SEGMENTATION_POSTGRES_DBNAME", "segmentation"),
        # days and moments are written the ISO way, whatever the server is set to
        options="-c datestyle=ISO -c timezone=UTC -c extra_float_digits=1",
    )
    try:
        with connection, connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
