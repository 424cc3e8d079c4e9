"""Who is measured: their commands, and where each leaves its result."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from .processes import Run, measure

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
SCRIPTS = BENCHMARKS / "contestants"
COMPANY = BENCHMARKS / "company"
OTHERS = ROOT / ".venv-benchmark" / "bin" / "python"
DBT = Path(sys.executable).parent / "dbt"
BY_NODE = [sys.executable, str(SCRIPTS / "dbt_by_node.py")]
SEGMENTS = ["build", "--select", "+fct_customer_segments", "--exclude-resource-types", "unit_test"]
# of the other tools a row says that it takes longer than ten minutes; of this project, how long
PROJECT_TIME_LIMIT = 7200
# for what is to do with 8 GB in all: what is more goes to the disk
SMALL_MEMORY = "6GB"
HISTORY = ["build", "--select", "+fct_customer_segment_history", "--exclude-resource-types",
           "unit_test"]
# nothing is written of lines that are typed where they lie
VIEW = {"segmentation_clean_lines": "view"}


@dataclass(frozen=True)
class Place:
    """Where one measurement works: the lines it reads, and a folder of its own to write to."""

    lines: int
    company: Path
    folder: Path


@dataclass(frozen=True)
class Contestant:
    """One row of the table."""

    name: str
    title: str
    # what its time depends on: a measurement is kept as long as these files are the same
    made_of: tuple[str, ...]
    run: Callable[[Place], tuple[Run, dict]]
    # file of its result in the place's folder, and the query that reads the segments there
    file: str
    segments: str
    # how it is compared with plain SQL, see checks.py
    check: str

    def digest(self) -> str:
        """Return a digest of the files that it is made of."""
        return digest(self.made_of)


def digest(names: tuple[str, ...]) -> str:
    """Return a digest of files, and of the files in folders."""
    found = hashlib.sha256()
    for name in names:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".sql", ".py", ".yml", ".csv", ".lock"}:
                found.update(file.read_bytes())
    return found.hexdigest()[:12]


def script(name: str, *arguments: str) -> Callable[[Place], tuple[Run, dict]]:
    """Return what runs a script of contestants/ in the environment of the other tools."""

    def run(place: Place) -> tuple[Run, dict]:
        command = [str(OTHERS), str(SCRIPTS / name), *arguments, str(place.company)]
        result = measure([*command, str(place.folder / file_of(arguments))], place.folder, {})
        last = result.said.strip().splitlines()[-1:] if not result.problem else []
        return result, json.loads(last[0]) if last and last[0].startswith("{") else {}

    return run


def file_of(arguments: tuple[str, ...]) -> str:
    """Return the file of a script's result: a database for SQL, Parquet for the others."""
    return "result.duckdb" if arguments else "result.parquet"


def project(
    command: list[str],
    schemes: str | list[str] = "all",
    tests: bool = False,
    keep: bool = False,
    settings: dict[str, object] | None = None,
    contracts: bool = False,
    memory: str = "12GB",
) -> Callable[[Place], tuple[Run, dict]]:
    """Return what builds the package in benchmarks/company.

    `keep`: on what is there already; `contracts`: DuckDB enforces keys and checks as it writes;
    `memory`: what DuckDB may use below 100 million lines.
    """
    settings = {"segmentation_schemes": schemes, **(settings or {})}
    # of the tests, those that look at nothing but what is built here
    given = [*command, "--indirect-selection", "buildable"] if tests else [*command, "test"]
    given += ["--vars", json.dumps(settings)]

    def run(place: Place) -> tuple[Run, dict]:
        environment = {
            **environment_of(place, memory), "BENCHMARK_CONTRACTS": str(contracts),
        }
        if not keep:
            prepare(given, environment)
        nodes = place.folder / "nodes.json"
        command_line = [*BY_NODE, str(nodes), *given]
        result = measure(command_line, COMPANY, environment, PROJECT_TIME_LIMIT)
        if result.problem:
            return result, {}
        return result, times(Path(environment["DBT_TARGET_PATH"]), nodes)

    return run


def environment_of(place: Place, memory: str = "12GB") -> dict[str, str]:
    """Return the settings of dbt for a place: what to read, and where to write."""
    return {
        "BENCHMARK_FOLDER": str(place.company),
        "BENCHMARK_MEMORY": SMALL_MEMORY if place.lines >= 100_000_000 else memory,
        "BENCHMARK_DUCKDB_PATH": str(place.folder / "result.duckdb"),
        "DBT_TARGET_PATH": str(place.folder / "target"),
        "DBT_LOG_PATH": str(place.folder / "logs"),
    }


def prepare(given: list[str], environment: dict[str, str]) -> None:
    """Install the package and read the project once, as it is before any but the first build."""
    settings = given[given.index("--vars"):]
    for command in (["deps"], ["parse", *settings]):
        done = measure([str(DBT), "--log-level", "warn", *command], COMPANY, environment)
        if done.problem:
            raise SystemExit(f"dbt {command[0]}: {done.said[-2000:]}")


def times(target: Path, nodes: Path) -> dict:
    """Return the seconds of all nodes of the last run, and of the dearest on the processors."""
    results = json.loads((target / "run_results.json").read_text())["results"]
    taken = {
        name: seconds for name, seconds in json.loads(nodes.read_text()).items()
        if not name.startswith("operation.")
    }
    dearest = sorted(taken, key=lambda name: -taken[name])[:12]
    return {
        "sql_seconds": sum(
            node["execution_time"] for node in results
            if not node["unique_id"].startswith("operation.")
        ),
        "sql_cpu_seconds": sum(taken.values()),
        "nodes": len(taken),
        "dearest": {name.split(".")[2]: round(taken[name], 3) for name in dearest},
    }


def increment(place: Place) -> tuple[Run, dict]:
    """Keep the lines, add a day of a thousandth of them, and measure the second build.

    It is compared with a full build of the same lines, which has to give the same segments.
    """
    from generate_lines import generate

    company = place.folder / "company"
    # links: the files of the day must not be seen by the others
    shutil.copytree(place.company, company, copy_function=link)
    own = Place(place.lines, company, place.folder)
    kept = {**VIEW, "segmentation_incremental_lines": True}
    first, _ = project(SEGMENTS, ["rfm"], settings=kept)(own)
    if first.problem:
        return first, {}
    generate(place.lines, company, later=0.001)
    second, said = project(SEGMENTS, ["rfm"], settings=kept, keep=True)(own)
    whole = Place(place.lines, company, place.folder / "whole")
    whole.folder.mkdir()
    full, of_full = project(SEGMENTS, ["rfm"], settings=VIEW)(whole)
    if second.problem or full.problem:
        return (second if second.problem else full), {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{place.folder / 'result.duckdb'}' as one (read_only)")
        connection.execute(f"attach '{whole.folder / 'result.duckdb'}' as other (read_only)")
        mart = "segmentation.fct_customer_segments"
        [(different,)] = connection.execute(
            f"select count(*) from (from one.{mart} except all from other.{mart}"
            f" union all (from other.{mart} except all from one.{mart}))"
        ).fetchall()
    if different:
        second = replace(second, problem=f"{different} rows differ from those of a full build")
    return second, {
        **said,
        "full_sql_cpu_seconds": of_full["sql_cpu_seconds"],
    }


def half_of_one(place: Place) -> tuple[Run, dict]:
    """Build the segments of a company where one customer has half of the orders."""
    from generate_lines import generate

    company = place.folder / "company"
    generate(place.lines, company, half_of_one=True)
    return project(SEGMENTS, ["rfm"])(Place(place.lines, company, place.folder))


def link(source: str, target: str) -> None:
    """Stand in for a copy of a file."""
    Path(target).symlink_to(source)


def demo(place: Place) -> tuple[Run, dict]:
    """Build the demo company, and take off what dbt needs for a build of a single seed."""
    environment = {
        "SEGMENTATION_DUCKDB_PATH": str(place.folder / "result.duckdb"),
        "DBT_TARGET_PATH": str(place.folder / "target"),
        "DBT_LOG_PATH": str(place.folder / "logs"),
    }
    nodes = place.folder / "nodes.json"
    seed = ["build", "--select", "demo_products"]
    everything = [
        "build", "--exclude-resource-types", "unit_test", "--exclude", "path:tests/macros",
    ]
    for warm_up in (["parse"], seed):
        measure([str(DBT), "--log-level", "warn", *warm_up], ROOT, environment)
    idle = measure([*BY_NODE, str(nodes), *seed], ROOT, environment)
    built = measure([*BY_NODE, str(nodes), *everything], ROOT, environment)
    if built.problem:
        return built, {}
    said = times(Path(environment["DBT_TARGET_PATH"]), nodes)
    return built, {
        **said,
        "start_cpu_seconds": idle.cpu_seconds,
        "cpu_per_node": (built.cpu_seconds - idle.cpu_seconds) / (said["nodes"] - 1),
    }


LINES = ("benchmarks/generating", "benchmarks/generate_lines.py")
PACKAGE = ("models", "macros", "seeds/rules", "snapshots", "dbt_project.yml", "requirements.lock",
           "benchmarks/contestants/dbt_by_node.py", "benchmarks/company/models",
           "benchmarks/company/dbt_project.yml", *LINES)
LOCK = "requirements-benchmark.lock"
SCRIPT_OF_SQL = "script_of_sql.py"
OF_SQL = "from result.customer_segments"
OF_MART = """
    select scores.*, segments.segment
    from result.segmentation.fct_customer_rfm_scores as scores
    inner join result.segmentation.fct_customer_segments as segments using (customer_id)
    where segments.scheme = 'rfm'
"""
OF_WORK = OF_MART.replace(
    "segmentation.fct_customer_rfm_scores", "segmentation_work.int_customers_measured"
)
OF_PARQUET = "from result"


def of_tool(name: str, title: str, check: str = "same") -> Contestant:
    """Return a contestant that is a script of another tool."""
    made_of = (f"benchmarks/contestants/{name}_script.py", LOCK, *LINES)
    run = script(f"{name}_script.py")
    return Contestant(name, title, made_of, run, "result.parquet", OF_PARQUET, check)


def of_sql(name: str, title: str, check: str) -> Contestant:
    """Return a contestant that is a SQL file."""
    made_of = tuple(f"benchmarks/contestants/{file}" for file in (f"{name}.sql", SCRIPT_OF_SQL))
    made_of = (*made_of, LOCK, *LINES)
    run = script(SCRIPT_OF_SQL, f"{name}.sql")
    return Contestant(name, title, made_of, run, "result.duckdb", OF_SQL, check)


def of_project(
    name: str,
    title: str,
    *,
    schemes: str | list[str],
    tests: bool = False,
    contracts: bool = False,
    settings: dict[str, object] | None = None,
) -> Contestant:
    """Return a contestant that is this project."""
    run = project(SEGMENTS, schemes, tests, settings=settings, contracts=contracts)
    return Contestant(name, title, PACKAGE, run, "result.duckdb", OF_WORK, "clean")


CONTESTANTS = [
    of_sql("plain", "(a) plain SQL by hand", "none"),
    of_sql("duties", "(a') the same, lines typed, kept or rejected", "lines"),
    of_project("project_rfm_view", "(b) this project, scheme rfm, clean lines a view",
               schemes=["rfm"], settings=VIEW),
    of_project("project_rfm_parquet", "(b) rfm, clean lines a Parquet file",
               schemes=["rfm"], settings={"segmentation_clean_lines": "parquet"}),
    of_project("project_rfm", "(b) rfm, clean lines a table", schemes=["rfm"]),
    of_project("project_rfm_contracts", "(b) the same, DuckDB enforces the contracts",
               schemes=["rfm"], contracts=True),
    of_project("project_rfm_tests", "(b) the same, data tests prove the contracts",
               schemes=["rfm"], tests=True),
    of_project("project_all_view", "(b) all schemes, clean lines a view",
               schemes="all", settings=VIEW),
    of_tool("polars", "polars script"),
    of_tool("pandas", "pandas script"),
    of_tool("openretailscience", "openretailscience, on DuckDB", "values"),
    of_tool("pymc_marketing", "pymc-marketing", "days"),
]

EXTRAS = [
    Contestant("increment_rfm", "a day of 0.1 % more lines, scheme rfm", PACKAGE,
               increment, "result.duckdb", OF_WORK, "none"),
    Contestant("half_of_one", "one customer has half of the orders, scheme rfm", PACKAGE,
               half_of_one, "result.duckdb", OF_WORK, "none"),
    Contestant("history", "24 months of history", PACKAGE,
               project(HISTORY, settings=VIEW, memory=SMALL_MEMORY),
               "result.duckdb", OF_WORK, "none"),
    Contestant("demo", "the demo company, with data tests",
               (*PACKAGE, "seeds", "tests"), demo, "result.duckdb", OF_WORK, "none"),
]
