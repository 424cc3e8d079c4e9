"""Write the target list of one segment as a CSV file that a spreadsheet opens safely.

    python scripts/write_targets.py SCHEME SEGMENT [--since last] [--database FILE] [--out FILE]

One row per customer and action, in the order in which to work it down, from fct_customer_actions
and fct_customer_segments. Since last: only customers who entered the segment with the last build,
and below them those who left it, a row each. What a spreadsheet would take for a formula
(= + - @ at the start of a cell, or behind a comma, semicolon, tab or line break, which end a cell
in one country or another) gets an apostrophe in front; the file starts with a byte order mark, so
that Excel reads it as UTF-8. Exit code 1, with one sentence, where the database, the scheme or the
segment is missing.
"""

import argparse
import csv
import os
import re
import sys
from pathlib import Path

import duckdb

from dashboard_page.marts import PERSONAL
from publishing.problem import Problem, first_line
from publishing.shown import show_as_published

DATABASE = Path("warehouse/working.duckdb")
MANIFEST = Path(os.environ.get("DBT_TARGET_PATH", "target"), "manifest.json")
# the same rule as in dashboard/page/customers.js
FORMULA = re.compile(r"(^|[,;\t\r\n])( *[=+\-@])|^(?=[\t\r\n])")
LONGEST_NAME = 100

TARGETS = """
    select
        actions.priority, actions.customer_id, customers.customer_name, customers.email,
        customers.account_manager, customers.country, actions.segment_name, actions.action,
        actions.channel, actions.owner, actions.goal, actions.decision, actions.expected_gain,
        case when actions.is_best_action then actions.expected_gain_reason end
            as expected_gain_reason,
        case when actions.cause <> 'rhythm' then actions.cause_sentence end as cause,
        actions.review_on,
        segments.reason, segments.better_segment, segments.gap_to_better_segment
    from fct_customer_actions as actions
    inner join fct_customer_segments as segments
        using (scheme, customer_id)
    inner join dim_customers as customers
        using (customer_id)
    where actions.scheme = $scheme and actions.segment = $segment
    order by actions.priority
"""
# whoever left has nothing to be done here; the run is the one that show_as_published goes by
CHANGES = f"""
    select
        changes.change, changes.from_segment, changes.to_segment,
        targets.* replace (
            changes.customer_id as customer_id, customers.customer_name as customer_name,
            customers.email as email, customers.account_manager as account_manager,
            customers.country as country
        )
    from fct_audience_changes as changes
    left join dim_customers as customers
        on changes.customer_id = customers.customer_id
    left join ({TARGETS}) as targets
        on changes.customer_id = targets.customer_id
    where
        changes.audience = $scheme || '.' || $segment
        and changes.release_id = (
            select run_id
            from fct_pipeline_runs
            order by lines_read is null asc, started_at desc, run_id asc
            limit 1
        )
    order by changes.change, targets.priority, changes.customer_id
"""
BUILT = "select 1 from duckdb_tables() where table_name = 'fct_audience_changes'"
SEGMENTS = "select scheme, segment from segmentation.dim_segments order by scheme, segment_rank"


def safe(cell: object) -> object:
    """Return the cell; what a spreadsheet would run as a formula gets an apostrophe first."""
    if isinstance(cell, str):
        return FORMULA.sub(lambda found: f"{found[1] or ''}'{found[2] or ''}", cell)
    return cell


def file_name(scheme: str, segment: str, since: str = "") -> Path:
    """Return the name of the list's file; a segment may be any text, and leads to no other folder.

    Letters, digits, `_` and `-` stay, whatever else there is becomes a `_`.
    """
    parts = (re.sub(r"[^\w-]", "_", part)[:LONGEST_NAME] for part in (scheme, segment))
    return Path(f"targets_{'_'.join(parts)}{since and '_since_last'}.csv")


def problem(database: Path, scheme: str, segment: str, since: str = "") -> str | None:
    """Return what stands in the way, as one sentence, or None."""
    if since not in ("", "last"):
        return f"SINCE is {since!r}; allowed: last, or nothing."
    if not database.exists():
        return f"{database} is not there; `make build` makes it."
    with duckdb.connect(str(database), read_only=True) as connection:
        known: dict[str, list[str]] = {}
        for name, member in connection.sql(SEGMENTS).fetchall():
            known.setdefault(name, []).append(member)
        if since and not connection.sql(BUILT).fetchall():
            return "SINCE takes fct_audience_changes; `make build` makes it, with part audiences."
    if scheme not in known:
        return f"There is no scheme {scheme}; allowed: {', '.join(known)}."
    if segment not in known[scheme]:
        return f"Scheme {scheme} has no segment {segment}; allowed: {', '.join(known[scheme])}."
    return None


def write_targets(
    database: Path, scheme: str, segment: str, out: Path, manifest: Path = MANIFEST,
    since: str = "",
) -> int:
    """Write the list to `out` and return its number of rows.

    With `since`, of customers who entered or left with the last build. Personal data is kept,
    hashed or left out as in what is published. Raises Problem where the salt or dbt's manifest,
    which that takes, is missing.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        shown = show_as_published(connection, manifest)
        asked = {"scheme": scheme, "segment": segment}
        result = connection.execute(CHANGES if since else TARGETS, asked)
        header = [column[0] for column in result.description or []]
        rows = result.fetchall()
    if shown.personal_data == "leave_out":
        kept = [place for place, name in enumerate(header) if name not in PERSONAL]
        header = [header[place] for place in kept]
        rows = [tuple(row[place] for place in kept) for row in rows]
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([safe(cell) for cell in row] for row in rows)
    return len(rows)


def run() -> int:
    """Write the list that was asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description="Write the target list of a segment as CSV.")
    parser.add_argument("scheme")
    parser.add_argument("segment")
    parser.add_argument("--since", default="", help="last: who entered or left since then")
    parser.add_argument("--database", type=Path, default=DATABASE)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    fault = problem(given.database, given.scheme, given.segment, given.since)
    if fault:
        print(fault, file=sys.stderr)
        return 1
    out = given.out or file_name(given.scheme, given.segment, given.since)
    asked = given.database, given.scheme, given.segment, out
    try:
        rows = write_targets(*asked, since=given.since)
    except OSError as error:
        # a full disk doesn't say which file it had no room for
        raise OSError(error.errno, error.strerror, error.filename or str(out)) from error
    nobody = "" if rows or not given.since else ": nobody entered or left since the last release"
    print(f"Wrote {rows:,} rows to {out}{nobody}.")
    return 0


def sentence_of(error: Exception) -> str:
    """Return what to say of something that stands in the way."""
    if isinstance(error, OSError):
        return f"Cannot write {error.filename} ({error.strerror})."
    if isinstance(error, duckdb.CatalogException):
        return f"The database has no marts ({first_line(error)}); `make build` makes them."
    if isinstance(error, duckdb.IOException):
        return f"The database is in use or can't be read ({first_line(error)}): try again later."
    return str(error)


def main() -> int:
    try:
        return run()
    except (Problem, OSError, duckdb.Error) as obstacle:
        print(sentence_of(obstacle), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
