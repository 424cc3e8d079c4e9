"""The working file of dbt, after a build that was killed.

What a killed build has written lies in a log beside the file (.wal), and DuckDB 1.5 fails to take
it up when it opens the file as its own database: "GetDefaultDatabase with no default database set"
(https://github.com/duckdb/duckdb/issues/22044). Attached to a database in memory it takes it up.
"""

import os
from contextlib import suppress
from pathlib import Path

import duckdb

WORKING = Path(os.environ.get("SEGMENTATION_DUCKDB_PATH", "warehouse/working.duckdb"))


def take_up(working: Path) -> bool:
    """Bring the log beside a file into the file; return whether there was one to bring.

    Leaves everything as it is where that fails, e.g. while another process has the file: whoever
    opens the file next is told why.
    """
    log = working.with_name(working.name + ".wal")
    if not (working.exists() and log.exists()):
        return False
    path = str(working).replace("'", "''")
    with suppress(duckdb.Error), duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as working")
        connection.execute("checkpoint working")
        connection.execute("detach working")
        return True
    return False
