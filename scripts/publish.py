"""Show the result of the last build to readers, or go back to the release before it.

    python scripts/publish.py [--keep 3]     publish the marts of the working file
    python scripts/publish.py --rollback     go back to the release before the current one

Only a whole build whose tests all passed is published, as one release: a DuckDB file, a Parquet
file of each mart, and the page, with the run id of that build in each of them. Readers see all of
it or what they saw before. Exit code 1, with one sentence, where nothing was changed.
"""

import argparse
import os
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

import duckdb

from dashboard import write_page
from publishing.copying import DATABASE, PARQUET, copy_marts, missing_marts, open_working
from publishing.docs import SCHEMA, Docs, read_docs
from publishing.problem import Problem, first_line, whole_number
from publishing.progress import Progress
from publishing.releases import PAGE, Releases
from publishing.runs import Run, mark_published, run_to_publish
from working_file import WORKING

FOLDER = Path(os.environ.get("SEGMENTATION_PUBLISHED_PATH", "published"))
MANIFEST = Path(os.environ.get("DBT_TARGET_PATH", "target"), "manifest.json")
KEEP = 3
SECONDS_TO_MARK = 5


def publish(working: Path, folder: Path, manifest: Path, keep: int = KEEP) -> str:
    """Publish the marts of a working file and return what to say; Problem if that can't be."""
    if not working.exists():
        raise Problem(f"{working} does not exist yet: run `make build`.")
    docs = read_docs(manifest)
    releases = Releases(folder)
    with releases.locked():
        previous = releases.current()
        try:
            with open_working(working, releases.spill) as connection:
                run = run_to_publish(connection, "working", docs)
                if releases.about(run.run_id) is None:
                    write(connection, docs, run, releases, manifest)
        except duckdb.Error as error:
            raise Problem(what_duckdb_says(error, working, folder)) from error
        finally:
            releases.clear()
        releases.switch(run.run_id)
        afterwards(working, releases, keep)
    if previous == run.run_id:
        raise Problem(f"{run} is what {folder} shows already: `make build` makes something new.")
    rows = releases.about(run.run_id)["marts"]
    back = f"; `make rollback` goes back to {previous}" if previous else ""
    return (
        f"Published release {run.run_id}: {len(rows)} marts, {sum(rows.values()):,} rows, "
        f"as of {run.as_of_date}.\nIn {folder}: {DATABASE}, {PARQUET}, {PAGE}{back}."
    )


def write(
    connection: duckdb.DuckDBPyConnection, docs: Docs, run: Run, releases: Releases, manifest: Path
) -> None:
    """Write a release to the disk, where no reader sees it yet."""
    missing = missing_marts(connection, docs)
    if missing:
        raise Problem(
            f"Not published: schema {SCHEMA} lacks {', '.join(missing)}; run `make build`."
        )
    published_at = datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    folder = releases.begin()
    progress = Progress(len(docs.marts))
    rows, left_out = copy_marts(
        connection, docs, run, published_at, releases.ids(), folder, progress
    )
    # from here on the working file is not needed, and a build may have it
    connection.execute("detach working")
    try:
        write_page(folder / DATABASE, folder / PAGE, run.run_id, manifest)
    except Exception as error:
        raise Problem(f"Not published: no page could be made ({first_line(error)}).") from error
    releases.finish({
        "release_id": run.run_id,
        "follows": releases.current(),
        "project_version": run.project_version,
        "as_of_date": str(run.as_of_date) if run.as_of_date else None,
        "built_at": run.started_at.isoformat() + "Z",
        "published_at": published_at.isoformat() + "Z",
        "personal_data": run.personal_data,
        "small_cell_floor": run.small_cell_floor,
        "small_cells_left_out": dict(sorted(left_out.items())),
        "marts": dict(sorted(rows.items())),
    })


def afterwards(working: Path, releases: Releases, keep: int) -> None:
    """Do what readers don't wait for; what fails here is told, and done by the next publish."""
    try:
        releases.keep(keep)
    except OSError as error:
        print(f"Older releases could not be removed ({first_line(error)}).", file=sys.stderr)
    mark(working, releases)


def mark(working: Path, releases: Releases) -> None:
    """Note in the working file which runs were published, as soon as it is free."""
    tries_until = time.monotonic() + SECONDS_TO_MARK
    while True:
        try:
            with open_working(working, releases.spill, "read_write") as connection:
                return mark_published(connection, "working", releases.ids())
        except duckdb.Error as error:
            if time.monotonic() > tries_until:
                print(
                    f"{working} could not be told that it is published ({first_line(error)}); "
                    "the next `make publish` does it.",
                    file=sys.stderr,
                )
                return None
            time.sleep(0.2)


def rollback(folder: Path) -> str:
    """Show readers the release before the current one, and return what to say."""
    releases = Releases(folder)
    if releases.current() is None:
        raise Problem(f"Nothing is published in {folder} yet: run `make build`.")
    with releases.locked():
        current = releases.current()
        before = releases.before(current)
        if before is None:
            raise Problem(f"There is no release before {current} in {folder}.")
        releases.switch(before)
    return f"Back to release {before}; `make publish` goes forward again."


def what_duckdb_says(error: duckdb.Error, working: Path, folder: Path) -> str:
    """Return the sentence for what DuckDB could not do."""
    said = first_line(error)
    if "could not set lock" in said.lower():
        return f"{working} is in use, by a build perhaps: try again when that is through."
    # a checkpoint that fails speaks of itself before it says why
    reason = said.rpartition("Original error: ")[2]
    return f"Not published, {folder} stays as it was: {reason}."


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 0 when readers see what was asked for, 1 and one sentence if not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rollback", action="store_true", help="go back one release")
    parser.add_argument("--keep", default=str(KEEP), help="releases kept before the current")
    parser.add_argument("--working", type=Path, default=WORKING)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--manifest", type=Path, default=MANIFEST)
    given = parser.parse_args(arguments)
    try:
        keep = whole_number("KEEP", given.keep)
        if given.rollback:
            print(rollback(given.folder))
        else:
            print(publish(given.working, given.folder, given.manifest, keep))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        place = error.filename2 or error.filename or given.folder
        reason = error.strerror or error
        print(f"Cannot write {place} ({reason}): readers see what they saw.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted: readers see what they saw.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
