"""Run one of the SQL files beside this one on the lines, into a new DuckDB file.

    python script_of_sql.py plain.sql FOLDER FILE
"""

import json
import sys
import time
from pathlib import Path

import duckdb


def main(script: str, folder: str, file: str) -> None:
    """Run the statements, close the file, and say how long that took."""
    started, worked = time.perf_counter(), time.process_time()
    with duckdb.connect(file) as connection:
        connection.execute("set memory_limit = '12GB'")
        # in no order, which is faster; the project's tables are made the same way
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"set variable lines = '{folder}/order_lines/*/*.parquet'")
        connection.execute((Path(__file__).parent / script).read_text())
    print(json.dumps({
        "sql_seconds": time.perf_counter() - started,
        "sql_cpu_seconds": time.process_time() - worked,
    }))


if __name__ == "__main__":
    main(*sys.argv[1:])
