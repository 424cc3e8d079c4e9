"""`dbt build`, told in one moving line; warnings and failures appear in full, as dbt words them.

Usage: python scripts/dbt_build.py [arguments of dbt build]

Where the output is not a terminal the line moves in quarters, so that a log stays short.
"""

import os
import signal
import sys

from dbt.cli.exceptions import DbtUsageException
from dbt.cli.main import dbtRunner

from publish import FOLDER, mark
from publishing.problem import Problem, whole_number
from publishing.releases import Releases
from working_file import WORKING, take_up

# dbt itself only says what matters, the rest of it goes to logs/dbt.log as always
QUIET = ["--log-level", "warn"]
# what the environment may say; KEEP is for publishing, which comes after all the work
WHOLE_NUMBERS = ("SEGMENTATION_THREADS", "KEEP")


class Progress:
    """Shows how many of the run's nodes are finished, from the events dbt hands to a callback."""

    def __init__(self, is_terminal: bool):
        self.is_terminal = is_terminal
        self.finished = 0
        self.total = 0
        self.quarters_told = 0

    def __call__(self, event) -> None:
        if event.info.name == "ConcurrencyLine":
            self.total = event.data.node_count
        elif event.info.name == "NodeFinished":
            # dbt leaves unit tests out of its own count
            if event.data.node_info.resource_type != "unit_test":
                self.finished += 1
            self.tell(event.data.node_info.node_name)
        elif event.info.name == "JinjaLogInfo" and 0 < self.total <= self.finished:
            # what the project itself says of a run: lines, statuses, what was found in the inputs
            print(f"{event.data.msg:<80}" if self.is_terminal else event.data.msg, flush=True)

    def tell(self, name: str) -> None:
        counted = f"{self.finished} of {self.total}"
        if self.is_terminal:
            # the cursor waits at the start of the line, so whatever dbt prints next covers it
            print(f"  {counted}  {name[:60]:<60}", end="\r", flush=True)
        elif self.total and 4 * self.finished // self.total > self.quarters_told:
            self.quarters_told = 4 * self.finished // self.total
            print(f"  {counted} built and tested", flush=True)


def what_cannot_be_written(error: OSError) -> str:
    """Return the sentence for a place that dbt may not write to, of which it says nothing."""
    return (
        f"Cannot write {error.filename or 'here'} ({error.strerror or error}): a build writes to "
        "DBT_TARGET_PATH, DBT_LOG_PATH and SEGMENTATION_DUCKDB_PATH, which may lie elsewhere."
    )


def interrupted(*_) -> None:
    """End at once: dbt would catch it and print where it was, and DuckDB loses nothing."""
    print("\nInterrupted: what is published stays as it was.", file=sys.stderr, flush=True)
    os._exit(130)


def main(arguments: list[str]) -> int:
    """Build, and return dbt's verdict as an exit code: 0 when all was built and passed."""
    try:
        for name in WHOLE_NUMBERS:
            whole_number(name, os.environ.get(name, "1"))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    signal.signal(signal.SIGINT, interrupted)
    # a helper process of Python's would tell what an interruption leaves to it
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker:UserWarning")
    progress = Progress(sys.stdout.isatty())
    if take_up(WORKING):
        print("The last build was interrupted: what it had written is taken up.", flush=True)
    releases = Releases(FOLDER)
    if WORKING.exists() and releases.ids():
        # a publish that was killed has told nobody, and audiences change since what was published
        mark(WORKING, releases)
    print("dbt build: seeds, models and tests ...", flush=True)
    colours = [] if progress.is_terminal else ["--no-use-colors"]
    result = dbtRunner(callbacks=[progress]).invoke(QUIET + colours + ["build"] + arguments)
    if progress.is_terminal:
        print(" " * 80, end="\r", flush=True)
    if isinstance(result.exception, DbtUsageException):  # the only kind dbt doesn't print itself
        print(result.exception, file=sys.stderr)
    elif isinstance(result.exception, OSError):
        print(what_cannot_be_written(result.exception), file=sys.stderr)
    return 0 if result.success else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
