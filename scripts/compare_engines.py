#!/usr/bin/env python3
"""Build the demo company on every engine and compare the marts with those of DuckDB.

    python scripts/compare_engines.py [engine ...]

Servers are started for it, in temporary folders, and stopped again. `spark` works by itself,
`spark-cluster` with a master and two workers, one of which `spark-cluster-broken` loses in
mid-build; without a name, PostgreSQL and `spark` are compared. The exit code is 0 where every build
passed its tests and all marts are equal.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from engines import spark
from engines.postgres_server import NoServer, postgres_server
from parity import compare, report

ROOT = Path(__file__).resolve().parent.parent
LINES = 5

# a server for the time of a build: the environment variables that lead to it
SERVERS: dict[str, Callable] = {
    "postgres": postgres_server,
    "spark": spark.spark_session,
    "spark-cluster": spark.spark_cluster,
    "spark-cluster-broken": spark.broken_cluster,
}
USUAL = ["postgres", "spark"]


@contextmanager
def settings(variables: dict[str, str]) -> Iterator[None]:
    """Set environment variables, and put everything back."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def build(engine: str, folder: Path) -> tuple[bool, float]:
    """Build the demo on an engine; return whether all of it passed, and the seconds it took."""
    started = time.monotonic()
    target = engine.split("-")[0]
    programs = spark.ENVIRONMENT / "bin" if target == "spark" else Path(sys.executable).parent
    command = [str(programs / "dbt"), "--quiet", "build", "--target", target]
    command += ["--exclude-resource-type", "unit_test"]
    command += ["--target-path", str(folder / engine), "--log-path", str(folder / engine)]
    passed = not subprocess.run(command, cwd=ROOT, check=False).returncode
    return passed, time.monotonic() - started


def marts(engine: str, folder: Path) -> str:
    """Return where the marts of an engine can be read, as parity.py names builds."""
    if not engine.startswith("spark"):
        return engine
    spark.export(folder / "marts" / engine, folder / engine)
    return str(folder / "marts" / engine)


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engines", nargs="*", help=f"of {', '.join(SERVERS)}")
    chosen = parser.parse_args(arguments).engines or USUAL
    if unknown := [engine for engine in chosen if engine not in SERVERS]:
        parser.error(f"no engine {unknown[0]}: there is {', '.join(SERVERS)}")
    table = [("engine", "build", "seconds", "marts", "rows", "differences")]
    all_equal = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, manifest = folder / "demo.duckdb", folder / "duckdb" / "manifest.json"
        with settings({"SEGMENTATION_DUCKDB_PATH": str(file)}):
            print("DuckDB ...", flush=True)
            passed, seconds = build("duckdb", folder)
            if not passed:
                return 1
            table.append(("duckdb", "passed", f"{seconds:.0f}", "", "", ""))
            for engine in chosen:
                print(f"{engine} ...", flush=True)
                try:
                    with SERVERS[engine]() as variables, settings(variables):
                        passed, seconds = build(engine, folder)
                        found = compare(str(file), marts(engine, folder), manifest, LINES)
                except NoServer as problem:
                    print(problem, file=sys.stderr)
                    return 1
                differences = sum(comparison.differences for comparison in found)
                rows = sum(comparison.rows[1] or 0 for comparison in found)
                ended = "passed" if passed else "failed"
                figures = map(str, (len(found), rows, differences))
                table.append((engine, ended, f"{seconds:.0f}", *figures))
                all_equal = all_equal and passed and not differences
                print(report(found))
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    return 0 if all_equal else 1


if __name__ == "__main__":
    sys.exit(main())
