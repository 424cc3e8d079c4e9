"""Write the dashboard: one HTML file with everything inside, from the marts of one database.

    python scripts/dashboard.py [--database FILE] [--out FILE] [--release ID]

The marts are read, never written. The page needs no network and opens from disk. Exit code 1, with
one sentence, where the database or a mart that the page needs is missing.
"""

import argparse
import os
import sys
from pathlib import Path

import duckdb

from dashboard_page.marts import MissingMart, read_marts
from dashboard_page.page import make_page
from publishing.problem import Problem
from publishing.shown import show_absent_as_empty, show_as_published

DATABASE = Path(os.environ.get("SEGMENTATION_DUCKDB_PATH", "warehouse/working.duckdb"))
MANIFEST = Path(os.environ.get("DBT_TARGET_PATH", "target"), "manifest.json")
PAGE = Path("dashboard.html")


def write_page(
    database: Path, page: Path, release_id: str, manifest: Path = MANIFEST
) -> None:
    """Write the page of the marts in schema `segmentation` of `database` to the file `page`.

    `release_id` is the run id of the build that is shown; the footer of the page names it. The page
    is complete or isn't there: it is written beside its place and moved. The marts of a working
    file are shown as they would be published; `manifest` is dbt's, and says which marts are not
    built. Raises duckdb.Error where the
    database can't be read, MissingMart where a mart is missing, Problem where the salt of personal
    data or the manifest is, OSError where it can't write.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        show_as_published(connection, manifest, release_id)
        absent = show_absent_as_empty(connection, manifest)
        marts = read_marts(connection, release_id, absent)
    page.parent.mkdir(parents=True, exist_ok=True)
    unfinished = page.with_name(page.name + ".unfinished")
    unfinished.unlink(missing_ok=True)  # what lies there may be a link to something else
    try:
        with unfinished.open("x", encoding="utf-8", newline="\n") as file:
            file.write(make_page(marts))
        os.replace(unfinished, page)
    finally:
        unfinished.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write the dashboard as one HTML file.")
    parser.add_argument("--database", type=Path, default=DATABASE)
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument("--release", default="", help="run id; without it, the last run")
    given = parser.parse_args(arguments)
    if not given.database.exists():
        print(f"{given.database} is not there; `make build` makes it.", file=sys.stderr)
        return 1
    try:
        write_page(given.database, given.out, given.release)
    except duckdb.Error as error:
        print(f"{given.database} could not be read: {error}", file=sys.stderr)
        return 1
    except (MissingMart, Problem) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{given.out} could not be written: {error.strerror or error}.", file=sys.stderr)
        return 1
    size = given.out.stat().st_size / 1_000_000
    print(f"Wrote {given.out} ({size:.1f} MB): one file, opens from disk.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
