"""Say in four lines what `make build` built, which checks passed, and where to look at it.

The figures are read from the marts: a customer is one that has bought, an order is one that
counts and is no mere refund. Checks are those of the last run that read the lines; the run itself
has said what became of them.
"""

import os
import sys
from pathlib import Path

import duckdb

DATABASE = os.environ.get("SEGMENTATION_DUCKDB_PATH", "warehouse/working.duckdb")
SCHEMA = "segmentation"

# one scheme is enough here: rfm, or the first of those that were chosen instead
SEGMENTS = """
    select scheme, segment, count(*) as customers
    from fct_customer_segments
    where scheme = (
        select scheme from fct_customer_segments order by scheme <> 'rfm', scheme limit 1
    )
    group by scheme, segment
    order by min(segment_rank), segment
"""

RUN = """
    select
        tests_run, tests_passed, tests_warned, tests_failed, tests_skipped
    from fct_pipeline_runs
    where lines_read is not null
    order by started_at desc, run_id
    limit 1
"""


def what_was_checked(run: tuple[int, ...] | None) -> str:
    """Return one line for a row of RUN; nothing is rounded."""
    if run is None:
        return "No run on record has read the order lines."
    tests, passed, *others = run
    names = ("warned", "failed", "skipped")
    found = [f", {count:,} {name}" for name, count in zip(names, others, strict=True) if count]
    return f"{passed:,} of {tests:,} checks passed{''.join(found)}."


def what_was_built(database: str) -> str:
    """Return the four lines for the DuckDB file at this path."""
    with duckdb.connect(database, read_only=True) as connection:
        connection.execute(f"use {SCHEMA}")
        (marts,) = connection.execute(
            "select count(*) from information_schema.tables where table_schema = ?", [SCHEMA]
        ).fetchone()
        customers, orders, as_of_date = connection.execute(
            "select count(*), coalesce(sum(orders), 0), max(as_of_date) from fct_customer_metrics"
        ).fetchone()
        segments = connection.execute(SEGMENTS).fetchall()
        run = connection.execute(RUN).fetchone()
    scheme = segments[0][0] if segments else "no scheme"
    counts = ", ".join(f"{segment} {count:,}" for _, segment, count in segments) or "none"
    return "\n".join(
        [
            f"Built {marts} marts in schema {SCHEMA} of {database}: "
            f"{customers:,} customers, {orders:,} orders, as of {as_of_date}.",
            f"Segments ({scheme}): {counts}.",
            what_was_checked(run),
            "Look: open published/dashboard.html, a BI tool on what else is in published, or "
            "`make docs`.",
        ]
    )


def main() -> int:
    if not Path(DATABASE).exists():
        print(f"{DATABASE} does not exist yet: run `make build`.", file=sys.stderr)
        return 1
    try:
        print(what_was_built(DATABASE))
    except duckdb.Error as error:
        print(f"{DATABASE} could not be read: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
