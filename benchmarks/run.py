"""Measure this project against plain SQL and other tools, and write benchmarks/results.md.

    python benchmarks/run.py 1000000 10000000 [--rounds 3] [--only plain project_rfm]

What was measured before of the same files on the same machine is kept (every measurement is in
benchmarks/measurements.json), so a run that was interrupted goes on where it stopped. `--again`
forgets it. Contestants take turns, round by round, so that a slow minute of the machine hits all
of them; from 100 million lines on there is one round. Lines and results are written to .benchmark
or to the folder BENCHMARK_WORK; a result is removed once it is checked.
"""

import argparse
import json
import os
from datetime import date
from pathlib import Path

from generate_lines import generate
from measured.checks import clear, difference, keep_reference
from measured.contestants import (
    BENCHMARKS,
    CONTESTANTS,
    EXTRAS,
    LINES,
    ROOT,
    Contestant,
    Place,
    digest,
)
from measured.machine import machine, versions
from measured.results import write_results

MEASUREMENTS = BENCHMARKS / "measurements.json"
ONE_ROUND_FROM = 100_000_000
# a million customers have ordered
HISTORY_LINES = 10_000_000


class Record:
    """Every measurement, kept in a file as soon as it is made."""

    def __init__(self, file: Path, afresh: bool) -> None:
        self.file = file
        self.machine = machine()
        self.rows = json.loads(file.read_text())["measurements"] if file.exists() else []
        if afresh:
            self.rows = []

    def valid(self, contestant: Contestant, lines: int) -> list[dict]:
        """Return the measurements of the same files on this machine."""
        current = contestant.digest()
        return [
            row for row in self.rows
            if (row["name"], row["lines"]) == (contestant.name, lines)
            and (row["digest"], row["machine"]) == (current, self.machine)
        ]

    def is_missing(self, contestant: Contestant, lines: int, number: int) -> bool:
        """Is this round still to be measured? What failed once isn't tried again."""
        found = self.valid(contestant, lines)
        return len(found) < number and not any(row["problem"] for row in found)

    def add(self, contestant: Contestant, lines: int, measured: dict) -> None:
        """Keep a measurement in place of those of other files or of another machine."""
        same = self.valid(contestant, lines)
        row = {
            "name": contestant.name, "lines": lines, "digest": contestant.digest(),
            "machine": self.machine, "date": str(date.today()), **measured,
        }
        others = [
            other for other in self.rows
            if (other["name"], other["lines"]) != (contestant.name, lines)
        ]
        self.rows = [*others, *same, row]
        text = json.dumps({"measurements": self.rows}, indent=1)
        unfinished = self.file.with_suffix(".unfinished")
        unfinished.write_text(text + "\n")
        unfinished.replace(self.file)


def company_of(lines: int, work: Path) -> Path:
    """Return the folder of a company's Parquet files, written if it isn't there or has changed."""
    folder = work / f"company_{lines}"
    stamp = folder / "made_of"
    made_of = digest(LINES)
    if not (stamp.exists() and stamp.read_text() == made_of):
        print(f"writing {lines:,} lines ...", flush=True)
        generate(lines, clear(folder))
        stamp.write_text(made_of)
    return folder


def measured(contestant: Contestant, place: Place, references: Path) -> dict:
    """Run a contestant and check its result; the result is removed again."""
    clear(place.folder)
    run, said = contestant.run(place)
    problem = run.problem
    if not problem:
        problem = difference(contestant, place, references)
    if not problem and contestant.name in {"plain", "duties"}:
        keep_reference(contestant, place, references)
    clear(place.folder)
    return {
        "seconds": round(run.seconds, 3), "cpu_seconds": round(run.cpu_seconds, 3),
        "peak_bytes": run.peak_bytes, "problem": problem, **said,
    }


def main() -> None:
    """Measure what is missing, in turns, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lines", type=int, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=[one.name for one in CONTESTANTS + EXTRAS])
    parser.add_argument("--again", action="store_true", help="forget earlier measurements")
    given = parser.parse_args()
    work = Path(os.environ.get("BENCHMARK_WORK", ROOT / ".benchmark"))
    record = Record(MEASUREMENTS, given.again)

    def attempt(contestant: Contestant, lines: int, number: int) -> None:
        if given.only and contestant.name not in given.only:
            return
        if not record.is_missing(contestant, lines, number):
            return
        company = company_of(lines, work) if lines else work
        found = measured(
            contestant, Place(lines, company, work / "result"), work / f"reference_{lines}"
        )
        record.add(contestant, lines, found)
        print(
            f"{lines:>11,} {number} {contestant.name:<18} {found['seconds']:8.2f} s"
            f" {found['cpu_seconds']:8.2f} s CPU {found['peak_bytes'] / 1024**3:6.2f} GB"
            f" {found['problem']}",
            flush=True,
        )

    for lines in sorted(given.lines):
        for number in range(1, (1 if lines >= ONE_ROUND_FROM else given.rounds) + 1):
            for contestant in CONTESTANTS:
                attempt(contestant, lines, number)
    extras = {extra.name: extra for extra in EXTRAS}
    for lines in sorted(given.lines):
        if lines < ONE_ROUND_FROM:
            attempt(extras["increment_rfm"], lines, 1)
            attempt(extras["half_of_one"], lines, 1)
        if lines == HISTORY_LINES:
            attempt(extras["history"], lines, 1)
    attempt(extras["demo"], 0, 1)
    write_results(record.rows, record.machine, versions(), BENCHMARKS)


if __name__ == "__main__":
    main()
