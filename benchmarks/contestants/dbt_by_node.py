"""Run dbt, and write down beside its results what the SQL of each node took on the processors.

    python dbt_by_node.py FILE build --select ...

FILE becomes a JSON object of CPU seconds by node: of all that DuckDB is asked to do for it, commits
included, on all cores. One node runs at a time.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from dbt.adapters.duckdb.environments.local import DuckDBCursorWrapper
from dbt.cli.main import dbtRunner
from dbt_common.events.base_types import EventMsg


def main(file: str, *command: str) -> int:
    """Run the command; 0 if all went well."""
    taken: dict[str, float] = defaultdict(float)
    running = [""]
    plainly_execute = DuckDBCursorWrapper.execute

    def execute(self: DuckDBCursorWrapper, *given: object) -> object:
        started = time.process_time()
        try:
            return plainly_execute(self, *given)
        finally:
            taken[running[0]] += time.process_time() - started

    def note(event: EventMsg) -> None:
        if event.info.name == "NodeStart":
            running[0] = event.data.node_info.unique_id
            taken[running[0]] += 0
        elif event.info.name == "NodeFinished":
            running[0] = ""

    DuckDBCursorWrapper.execute = execute
    runner = dbtRunner(callbacks=[note])
    result = runner.invoke(["--log-level", "warn", *command, "--threads", "1"])
    taken.pop("", None)
    Path(file).write_text(json.dumps(taken))
    return 0 if result.success else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
