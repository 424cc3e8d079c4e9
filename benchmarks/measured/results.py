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
    # in the database alone: all nodes added up, and from the first's start to the last's end
    sql: float | None
    span: float | None
    problem: str
    said: dict


class Measured:
    """All figures by contestant and number of lines; of earlier files where nothing is newer."""

    def __init__(self, rows: Sequence[dict], machine: str) -> None:
        self.machine = machine
        here = [row for row in rows if row["machine"] == machine]
        self.dates = sorted({row["date"] for row in here})
        self.sizes = sorted({row["lines"] for row in here if row["lines"]})
        contestants = {one.name: one for one in CONTESTANTS + EXTRAS}
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
    span = [row["span_seconds"] for row in fine if "span_seconds" in row]
    best = min(fine, key=lambda row: row["seconds"])
    return Figures(
        rounds=len(fine),
        best=best["seconds"],
        middle=median(row["seconds"] for row in fine),
        cpu=min(row["cpu_seconds"] for row in fine),
        peak=max(row["peak_bytes"] for row in fine) / GIGABYTE,
        sql=min(sql) if sql else None,
        span=min(span) if span else None,
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
        "| | best, s | median, s | rounds | CPU, s | peak, GB | SQL, s | first to last, s "
        "| SQL / (a) | CPU / (a) |",
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
            seconds(found.cpu), f"{found.peak:.2f}", seconds(found.sql), seconds(found.span),
            times(found.sql, base.sql if base else None),
            times(found.cpu, base.cpu if base else None),
        ]) + " |")
    return rows


def sql_of(measured: Measured, name: str, lines: int) -> float | None:
    found = measured.of(name, lines)
    return found.sql if found else None


def best_of(measured: Measured, name: str, lines: int) -> float | None:
    found = measured.of(name, lines)
    return found.best if found else None


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


def sql_target(name: str, base: str, lines: int) -> Callable[[Measured], float | None]:
    return lambda measured: ratio(sql_of(measured, name, lines), sql_of(measured, base, lines))


def clock_target(other: str, lines: int) -> Callable[[Measured], float | None]:
    return lambda measured: ratio(
        best_of(measured, "project_rfm", lines), best_of(measured, other, lines)
    )


def increment_target(name: str, lines: int) -> Callable[[Measured], float | None]:
    return lambda measured: ratio(
        best_of(measured, name, lines), said_of(measured, name, lines, "full_seconds")
    )


TARGETS: list[Target] = [
    ("SQL of (b), rfm, against (a), 10 million lines", sql_target("project_rfm", "plain", TEN),
     2.0, "times"),
    ("SQL of (b), rfm, against (a'), 10 million lines", sql_target("project_rfm", "duties", TEN),
     1.2, "times"),
    ("SQL of (b), rfm, against (a), 100 million lines", sql_target("project_rfm", "plain", HUNDRED),
     1.5, "times"),
    ("SQL of (b), all schemes, against (a), 10 million lines",
     sql_target("project_all", "plain", TEN), 5.0, "times"),
    ("whole command, rfm, against pymc-marketing, 10 million lines",
     clock_target("pymc_marketing", TEN), 0.5, "times"),
    ("whole command, rfm, against openretailscience, 10 million lines",
     clock_target("openretailscience", TEN), 1.5, "times"),
    ("whole command, rfm, against openretailscience, 100 million lines",
     clock_target("openretailscience", HUNDRED), 1.0, "times"),
    ("memory of (b), rfm, 100 million lines",
     lambda measured: peak_of(measured, "project_rfm", HUNDRED), 8.0, "GB"),
    ("SQL of (b), rfm, 10 million lines against 1 million",
     lambda measured: ratio(
         sql_of(measured, "project_rfm", TEN), sql_of(measured, "project_rfm", ONE)), 11, "times"),
    ("SQL of (b), rfm, 100 million lines against 10 million",
     lambda measured: ratio(
         sql_of(measured, "project_rfm", HUNDRED), sql_of(measured, "project_rfm", TEN)),
     11, "times"),
    ("build after a day of 0.1 % more lines against a full one, 10 million lines, all schemes",
     increment_target("increment", TEN), 0.25, "times"),
    ("build after a day of 0.1 % more lines against a full one, 100 million lines, rfm",
     increment_target("increment_rfm", HUNDRED), 0.25, "times"),
    ("24 months of history of a million customers",
     lambda measured: best_of(measured, "history", TEN), 240, "s"),
    ("memory of that", lambda measured: peak_of(measured, "history", TEN), 8.0, "GB"),
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
    sizes = [lines for lines in measured.sizes if measured.of("project_all", lines)]
    if not sizes:
        return []
    found = measured.of("project_all", sizes[-1])
    rows = [
        f"The dearest nodes of (b), all schemes, {short(sizes[-1])} lines, of "
        f"{seconds(found.sql)} s in {found.said['nodes']} nodes:", "", "| node | s |", "|---|---:|",
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
        if "full_seconds" in found.said:
            took += f"; a full build {seconds(found.said['full_seconds'])} s"
        if "cpu_per_node" in found.said:
            took += (
                f"; dbt's start {seconds(found.said['start_cpu_seconds'])} s CPU,"
                f" {found.said['nodes']} nodes"
            )
        rows.append(f"- {extra.title}{of}: {took}")
    return [*rows, ""] if rows else []
