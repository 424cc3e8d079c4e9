#!/usr/bin/env python3
"""Tell from Spark's event log what each stage read, moved and spilled, and how uneven it was.

    python benchmarks/spark_stages.py EVENT_LOG [--least 1.0] [--by node]

EVENT_LOG is the file that Spark writes with `spark.eventLog.enabled true` and `spark.eventLog.dir`
in spark-defaults.conf, or a folder of which the newest file is taken. A stage belongs to the table
that its query writes. `--least` leaves out stages below that many seconds of CPU; `--by node` adds
up the stages of a table.

Units: rows are those read from files and from other stages; megabytes (10^6 bytes) read from and
written to a shuffle, and spilled to disk; `seconds` by the clock, `cpu` over all tasks; `skew` is
the longest task over the median one.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

HEADINGS = ["node", "stage", "tasks", "rows", "read MB", "written MB", "spilled MB", "seconds",
            "cpu", "skew"]
# how the plan of a query names the table of Iceberg that it writes
WRITES = re.compile(r"IcebergWrite\(table=([\w.]+)")


@dataclass
class Stage:
    """What the tasks of a stage did: bytes, rows, and milliseconds of each task."""

    node: str
    number: int
    rows: int = 0
    read: int = 0
    written: int = 0
    spilled: int = 0
    cpu: float = 0
    began: float = float("inf")
    ended: float = 0
    tasks: list[float] = field(default_factory=list)

    def add(self, event: dict[str, Any]) -> None:
        """Add a task that ended well."""
        info, metrics = event["Task Info"], event["Task Metrics"]
        shuffled = metrics["Shuffle Read Metrics"]
        self.rows += metrics["Input Metrics"]["Records Read"] + shuffled["Total Records Read"]
        self.read += shuffled["Remote Bytes Read"] + shuffled["Local Bytes Read"]
        self.written += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
        self.spilled += metrics["Disk Bytes Spilled"]
        self.cpu += metrics["Executor CPU Time"] / 1e9
        self.began = min(self.began, info["Launch Time"])
        self.ended = max(self.ended, info["Finish Time"])
        self.tasks.append(info["Finish Time"] - info["Launch Time"])

    @property
    def skew(self) -> float:
        return max(self.tasks) / max(median(self.tasks), 1)

    def row(self) -> list[str]:
        """Return the cells of the table."""
        megabytes = [f"{size / 1e6:.1f}" for size in (self.read, self.written, self.spilled)]
        seconds = [f"{(self.ended - self.began) / 1000:.1f}", f"{self.cpu:.1f}"]
        counts = [str(self.number), str(len(self.tasks)), str(self.rows)]
        return [self.node, *counts, *megabytes, *seconds, f"{self.skew:.1f}"]


def events(log: Path) -> Iterator[dict[str, Any]]:
    """Yield the events of a log that was written to its end or broken off."""
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                yield json.loads(line)
            except ValueError:
                return


def stages(log: Path) -> list[Stage]:
    """Return the stages that ran, in their order."""
    tables: dict[str, str] = {}
    queries: dict[int, str] = {}
    found: dict[int, Stage] = {}
    for event in events(log):
        kind = event["Event"].rpartition(".")[2]
        if kind == "SparkListenerSQLExecutionStart":
            if written := WRITES.search(event["physicalPlanDescription"]):
                tables[str(event["executionId"])] = written[1].rpartition(".")[2]
        elif kind == "SparkListenerJobStart":
            query = (event.get("Properties") or {}).get("spark.sql.execution.id", "")
            queries.update(dict.fromkeys(event["Stage IDs"], query))
        elif kind == "SparkListenerTaskEnd" and event["Task End Reason"]["Reason"] == "Success":
            number = event["Stage ID"]
            node = tables.get(queries.get(number, ""), "(no table)")
            found.setdefault(number, Stage(node, number)).add(event)
    return [found[number] for number in sorted(found)]


def by_node(found: list[Stage]) -> list[Stage]:
    """Return one sum for each table, in the order of their first stages."""
    together: dict[str, list[Stage]] = defaultdict(list)
    for stage in found:
        together[stage.node].append(stage)
    sums = []
    for node, parts in together.items():
        total = Stage(node, parts[0].number)
        for part in parts:
            total.rows += part.rows
            total.read += part.read
            total.written += part.written
            total.spilled += part.spilled
            total.cpu += part.cpu
            total.tasks += part.tasks
            total.began = min(total.began, part.began)
            total.ended = max(total.ended, part.ended)
        sums.append(total)
    return sums


def newest(path: Path) -> Path:
    """Return a log, or the newest one of a folder. Raises FileNotFoundError with a sentence."""
    if path.is_file():
        return path
    logs = [log for log in path.glob("*") if log.is_file() and not log.name.startswith(".")]
    if not logs:
        raise FileNotFoundError(f"No event log in {path}.")
    return max(logs, key=lambda log: log.stat().st_mtime)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", type=Path)
    parser.add_argument("--least", type=float, default=1.0, help="seconds of CPU (1.0)")
    parser.add_argument("--by", choices=["stage", "node"], default="stage")
    given = parser.parse_args()
    found = stages(newest(given.log))
    if given.by == "node":
        found = by_node(found)
    table = [HEADINGS, *(stage.row() for stage in found if stage.cpu >= given.least)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join([row[0].ljust(widths[0]), *cells[1:]]).rstrip())
    print(f"{len(found)} {given.by}s, {sum(stage.cpu for stage in found):.0f} s of CPU in tasks")


if __name__ == "__main__":
    main()
