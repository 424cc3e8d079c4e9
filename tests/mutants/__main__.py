"""Change one word of a model or macro at a time, and see whether a test is red.

    make mutants                     five mutants of each room, results in tests/mutants
    make mutants ROOMS="sales value" SIZE=20

tried.csv is what was tried: the list, what became of each and what saw it. explained.csv says of
survivors why no result can tell them from the original, by hand. results.md shows both.
"""

import argparse
import csv
import time
from pathlib import Path

from drawing import ROOMS, ROOT, Mutant, drawn
from trying import Bench, Verdict

FOLDER = Path(__file__).resolve().parent
TRIED, EXPLAINED, RESULTS = (
    FOLDER / name for name in ("tried.csv", "explained.csv", "results.md")
)
COLUMNS = ("room", "rule", "file", "line", "before", "after", "outcome", "by", "marts_changed")
Row = dict[str, str]


def row_of(mutant: Mutant, verdict: Verdict) -> Row:
    """Return a line of tried.csv: the line before and after, and what became of it."""
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    number = mutant.line - 1
    before = text.splitlines()[number].strip()
    after = mutant.applied(text).splitlines()[number].strip()
    values = (mutant.room, mutant.rule, mutant.file, str(mutant.line), before, after,
              verdict.outcome, verdict.by, verdict.marts_changed)
    return dict(zip(COLUMNS, values, strict=True))


def mark_of(row: Row) -> tuple[str, ...]:
    """Return what tells a mutant from all others."""
    return row["line"], row["file"], row["before"], row["after"]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file, none where there is none."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(rows: list[Row]) -> None:
    """Write tried.csv in the order of rooms."""
    order = list(ROOMS)
    rows = sorted(rows, key=lambda row: (order.index(row["room"]), row["file"], int(row["line"])))
    with TRIED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def as_code(text: str) -> str:
    """Return SQL for a cell of a table: dbt reads Markdown too, and takes braces for its own."""
    for braces in ("{{", "}}", "{%-", "{%", "-%}", "%}"):
        text = text.replace(braces, "")
    return "`" + " ".join(text.split()).replace("|", "\\|") + "`"


def write_results() -> None:
    """Write results.md from tried.csv and explained.csv."""
    rows = read_rows(TRIED)
    why = {(row["file"], row["before"], row["after"]): row["why"] for row in read_rows(EXPLAINED)}
    killed = [row for row in rows if row["outcome"] == "killed"]
    survived = [row for row in rows if row["outcome"] == "survived"]
    equal = [row for row in survived if (row["file"], row["before"], row["after"]) in why]
    score, meant = (
        f"{100 * len(killed) / max(total, 1):.1f} %"
        for total in (len(rows), len(rows) - len(equal))
    )
    lines = [
        "# Mutants",
        "",
        "One word, sign or column of a model or macro is changed, and the tests must see it. The",
        "mutants are drawn by lot from all that the rules in `drawing.py` find; what doesn't",
        "compile is drawn again and counts nowhere. Written by `make mutants` from `tried.csv`.",
        "",
        f"{len(rows)} mutants, {len(killed)} killed, {len(survived)} survived: a score of {score}.",
        f"Of the survivors {len(equal)} can't change any result (below, with the reason); without",
        f"them the score is {meant}.",
        "",
        "| room | tried | killed | survived |",
        "|---|---|---|---|",
    ]
    for room in ROOMS:
        mine = [row for row in rows if row["room"] == room]
        alive = sum(row["outcome"] == "survived" for row in mine)
        lines.append(f"| {room} | {len(mine)} | {len(mine) - alive} | {alive} |")
    lines += ["", "## Survivors", "", "| where | line | mutant | why |", "|---|---|---|---|"]
    for row in survived:
        reason = why.get((row["file"], row["before"], row["after"]), "not explained yet")
        lines.append(
            f"| {row['file']}:{row['line']} | {as_code(row['before'])} | {as_code(row['after'])} "
            f"| {reason} |"
        )
    lines += ["", "## Killed", "", "| where | line | mutant | seen by |", "|---|---|---|---|"]
    for row in killed:
        lines.append(
            f"| {row['file']}:{row['line']} | {as_code(row['before'])} | {as_code(row['after'])} "
            f"| {row['by']} |"
        )
    RESULTS.write_text("\n".join([*lines, ""]), encoding="utf-8")


def main() -> None:
    """Draw mutants, try them, write the results after each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rooms", default="", help="the rooms, all if none is named")
    parser.add_argument("--size", type=int, default=5, help="mutants of each room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "mutants")
    parser.add_argument(
        "--survivors", action="store_true", help="only unexplained survivors of the last run"
    )
    parser.add_argument("--report", action="store_true", help="only write results.md again")
    chosen = parser.parse_args()
    if chosen.report:
        write_results()
        return
    rooms = chosen.rooms.split() or list(ROOMS)
    rows = read_rows(TRIED)
    known = {(row["file"], row["before"], row["after"]) for row in read_rows(EXPLAINED)}
    again = {
        mark_of(row)
        for row in rows
        if row["outcome"] == "survived" and mark_of(row)[1:] not in known
    }
    bench = Bench(chosen.folder)
    for room in rooms:
        if not chosen.survivors:
            rows = [row for row in rows if row["room"] != room]
        tried = 0
        for mutant in drawn(room, chosen.seed):
            if tried == chosen.size:
                break
            row = row_of(mutant, Verdict("survived"))
            mark = mark_of(row)
            if chosen.survivors and mark not in again:
                continue
            started = time.monotonic()
            row = row_of(mutant, bench.tried(mutant))
            took = time.monotonic() - started
            print(f"{took:4.0f} s  {row['outcome']:9}  {mutant.file}:{mutant.line}  "
                  f"{row['before']}  ->  {row['after']}  {row['by']}", flush=True)
            if row["outcome"] in ("killed", "survived"):
                tried += 1
                rows = [one for one in rows if mark_of(one) != mark]
                rows.append(row)
                write_rows(rows)
                write_results()


if __name__ == "__main__":
    main()
