"""Write what was measured: tables in results.md, with the targets and by how much they are met."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .contestants import CONTESTANTS, EXTRAS, Contestant
from .picture import draw

GIGABYTE = 1024**3


@dataclass(frozen=True)
class Figures:
    """The rounds of one contestant at one size in figures; seconds and bytes."""

    rounds: int
    best: float
    middle: float
    cpu: float
    peak: float
    # in the database alone, all nodes added up: by the clock and on the processors
    sql: float | None
    sql_cpu: float | None
    problem: str
    said: dict


class Measured:
    """All figures by contestant and number of lines; of earlier files where nothing is newer."""

    def __init__(self, rows: Sequence[dict], machine: str) -> None:
        self.machine = machine
        contestants = {one.name: one for one in CONTESTANTS + EXTRAS}
        here = [row for row in rows if row["machine"] == machine and row["name"] in contestants]
        self.dates = sorted({row["date"] for row in here})
        self.sizes = sorted({row["lines"] for row in here if row["lines"]})
        self.stale = sorted(
            {row["name"] for row in here if row["digest"] != contestants[row["name"]].digest()}
        )
        keys = {(row["name"], row["lines"]) for row in here}
        self.figures = {
            key: figures([row for row in here if (row["name"], row["lines"]) == key])
            for key in keys
        }

    def of(self, name: str, lines: int) -> Figures | None:
        """Return the figures of a contestant that finished with the right result, or None."""
        found = self.figures.get((name, lines))
        return found if found and not found.problem else None


def figures(rows: Sequence[dict]) -> Figures:
    """Return best and median of the clock, and the best of everything else."""
    failed = [row for row in rows if row["problem"]]
    fine = [row for row in rows if not row["problem"]] or rows
    sql = [row["sql_seconds"] for row in fine if "sql_seconds" in row]
    sql_cpu = [row["sql_cpu_seconds"] for row in fine if "sql_cpu_seconds" in row]
    best = min(fine, key=lambda row: row["seconds"])
    return Figures(
        rounds=len(fine),
        best=best["seconds"],
        middle=median(row["seconds"] for row in fine),
        cpu=min(row["cpu_seconds"] for row in fine),
        peak=max(row["peak_bytes"] for row in fine) / GIGABYTE,
        sql=min(sql) if sql else None,
        sql_cpu=min(sql_cpu) if sql_cpu else None,
        problem=failed[0]["problem"] if failed else "",
        said=best,
    )


def short(lines: int) -> str:
    """Return 10 million for 10,000,000."""
    return f"{lines / 1e6:g} million" if lines >= 1e6 else f"{lines:,}"


def seconds(value: float | None) -> str:
    """Return seconds with three figures at least, or nothing."""
    if value is None:
        return ""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def times(value: float | None, base: float | None) -> str:
    """Return how many times the base a value is."""
    return f"{value / base:.1f}" if value is not None and base else ""


def table_of(measured: Measured, lines: int) -> list[str]:
    """Return the rows of one size."""
    rows = [
        "| | best, s | median, s | rounds | CPU, s | peak, GB | SQL, s | CPU of SQL, s "
        "| CPU of SQL / (a) | CPU / (a) |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    base = measured.of("plain", lines)
    for contestant in CONTESTANTS:
        found = measured.figures.get((contestant.name, lines))
        if not found:
            continue
        if found.problem:
            rows.append(f"| {contestant.title} | not finished: {found.problem} |" + " |" * 8)
            continue
        rows.append("| " + " | ".join([
            contestant.title, seconds(found.best), seconds(found.middle), str(found.rounds),
            seconds(found.cpu), f"{found.peak:.2f}", seconds(found.sql), seconds(found.sql_cpu),
            times(found.sql_cpu, base.sql_cpu if base else None),
            times(found.cpu, base.cpu if base else None),
        ]) + " |")
    return rows


def sql_cpu_of(measured: Measured, name: str, lines: int) -> float | None:
    found = measured.of(name, lines)
    return found.sql_cpu if found else None


def said_of(measured: Measured, name: str, lines: int, key: str) -> float | None:
    found = measured.of(name, lines)
    return found.said.get(key) if found else None


def peak_of(measured: Measured, name: str, lines: int) -> float | None:
    found = measured.of(name, lines)
    return found.peak if found else None


def ratio(value: float | None, base: float | None) -> float | None:
    return value / base if value is not None and base else None


# what is aimed at: a sentence, the figure, the most it may be, and its unit
Target = tuple[str, Callable[[Measured], float | None], float, str]
ONE, TEN, HUNDRED = 1_000_000, 10_000_000, 100_000_000


def target(name: str, lines: int, base: str = "plain") -> Callable[[Measured], float | None]:
    """Return the CPU seconds of a contestant's SQL as a multiple of those of the base."""
    return lambda measured: ratio(
        sql_cpu_of(measured, name, lines), sql_cpu_of(measured, base, lines)
    )


def increment_target(name: str, lines: int) -> Callable[[Measured], float | None]:
    return lambda measured: ratio(
        sql_cpu_of(measured, name, lines), said_of(measured, name, lines, "full_sql_cpu_seconds")
    )


# in CPU seconds of SQL: the processors are shared, and the clock tells of the others too
TARGETS: list[Target] = [
    ("rfm, clean lines a view, against (a), 10 million lines",
     target("project_rfm_view", TEN), 5.0, "times"),
    ("rfm, clean lines a Parquet file, against (a), 10 million lines",
     target("project_rfm_parquet", TEN), 6.5, "times"),
    ("rfm, clean lines a table, against (a), 10 million lines",
     target("project_rfm", TEN), 9.0, "times"),
    ("rfm, clean lines a view, against (a'), 10 million lines",
     target("project_rfm_view", TEN, "duties"), 0.85, "times"),
    ("all schemes, clean lines a view, against (a), 10 million lines",
     target("project_all_view", TEN), 8.0, "times"),
    ("24 months of history of a million customers, against (a)",
     target("history", TEN), 20.0, "times"),
    ("memory of that", lambda measured: peak_of(measured, "history", TEN), 8.0, "GB"),
    ("a day of 0.1 % more lines against a full build, rfm, 10 million lines",
     increment_target("increment_rfm", TEN), 0.25, "times"),
    ("rfm, clean lines a view, against (a), 100 million lines",
     target("project_rfm_view", HUNDRED), 5.0, "times"),
    ("all schemes, clean lines a view, against (a), 100 million lines",
     target("project_all_view", HUNDRED), 8.0, "times"),
    ("memory of all schemes, 100 million lines",
     lambda measured: peak_of(measured, "project_all_view", HUNDRED), 8.0, "GB"),
    ("rfm, clean lines a view, 100 million lines against 10 million",
     lambda measured: ratio(
         sql_cpu_of(measured, "project_rfm_view", HUNDRED),
         sql_cpu_of(measured, "project_rfm_view", TEN)),
     11, "times"),
    ("CPU of a node above dbt's start, demo company",
     lambda measured: (lambda value: value and 1000 * value)(
         said_of(measured, "demo", 0, "cpu_per_node")), 40, "ms"),
]


def verdicts(measured: Measured) -> list[str]:
    """Return the rows of the targets."""
    rows = ["| | measured | at most | met? |", "|---|---:|---:|---|"]
    for title, figure, limit, unit in TARGETS:
        value = figure(measured)
        if value is None:
            rows.append(f"| {title} | not measured | {limit:g} {unit} | |")
            continue
        met = "yes" if value <= limit else f"no, by {value / limit:.1f} times"
        rows.append(f"| {title} | {value:,.2f} {unit} | {limit:g} {unit} | {met} |")
    return rows


def dearest(measured: Measured) -> list[str]:
    """Return where the time of the project goes, at the largest size that was measured."""
    sizes = [lines for lines in measured.sizes if measured.of("project_all_view", lines)]
    if not sizes:
        return []
    found = measured.of("project_all_view", sizes[-1])
    rows = [
        f"The dearest nodes of (b), all schemes, clean lines a view, {short(sizes[-1])} lines, of "
        f"{seconds(found.sql_cpu)} s CPU in {found.said['nodes']} nodes:", "",
        "| node | CPU, s |", "|---|---:|",
    ]
    return [*rows, *(f"| `{name}` | {seconds(took)} |"
                     for name, took in found.said["dearest"].items()), ""]


def write_results(
    rows: Sequence[dict], machine: str, versions: dict[str, str], folder: Path
) -> None:
    """Write results.md and results.svg from all measurements made on this machine."""
    measured = Measured(rows, machine)
    text = [
        "# What it takes",
        "",
        "Written by `make benchmark`; README.md beside it says what is measured, and how.",
        "",
        f"- {machine}",
        "- " + ", ".join(f"{name} {version}" for name, version in versions.items()),
        f"- measured {' to '.join(sorted({measured.dates[0], measured.dates[-1]}))}",
        "",
        "![Seconds and memory by contestant](results.svg)",
        "",
    ]
    for lines in measured.sizes:
        text += [f"## {short(lines)} lines", "", *table_of(measured, lines), ""]
    text += ["## Targets", "", *verdicts(measured), "", *dearest(measured)]
    for extra in EXTRAS:
        text += extra_rows(measured, extra)
    if measured.stale:
        names = ", ".join(f"`{name}`" for name in measured.stale)
        text += [f"Measured before the files changed, and not since: {names}.", ""]
    (folder / "results.md").write_text("\n".join(text).rstrip() + "\n")
    sizes = [(lines, short(lines)) for lines in measured.sizes]
    points = {
        (contestant.title, lines): found
        for contestant in CONTESTANTS
        for lines in measured.sizes
        if (found := measured.of(contestant.name, lines))
    }
    titles = [one.title for one in CONTESTANTS if any(key[0] == one.title for key in points)]
    (folder / "results.svg").write_text(draw(titles, sizes, points))


def extra_rows(measured: Measured, extra: Contestant) -> list[str]:
    """Return a sentence for each size of what is measured besides."""
    rows = []
    for (name, lines), found in sorted(measured.figures.items()):
        if name != extra.name:
            continue
        of = f", {short(lines)} lines" if lines else ""
        took = found.problem or (
            f"{seconds(found.best)} s, {seconds(found.cpu)} s CPU, {found.peak:.2f} GB"
        )
        if found.sql_cpu and found.said.get("full_sql_cpu_seconds"):
            full = found.said["full_sql_cpu_seconds"]
            took += f"; SQL {seconds(found.sql_cpu)} s CPU, of a full build {seconds(full)} s"
        if "cpu_per_node" in found.said:
            took += (
                f"; dbt's start {seconds(found.said['start_cpu_seconds'])} s CPU,"
                f" {found.said['nodes']} nodes"
            )
        rows.append(f"- {extra.title}{of}: {took}")
    return [*rows, ""] if rows else []
