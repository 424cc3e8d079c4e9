"""The builds that tests share.

`build` runs dbt on a copy of the package (`package`) and gives a `Build`, which answers queries.
The demo company is built once for all tests of all processes (`demo`).
"""

import fcntl
import hashlib
import itertools
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.contracts.graph.manifest import Manifest
from hypothesis import settings

import publish
import publishing_desk
from browser import NONE, find_browser
from dbt_runs import (
    OWN_LINES,
    SMALL,
    Build,
    Line,
    copy_repository,
    read_by_parser,
    run_dbt,
    write_lines,
)
from publishing_desk import Desk

# order lines drawn by tests/python/test_fuzz.py: so many sets in all
settings.register_profile("test", max_examples=60, derandomize=True, database=None, deadline=None)
settings.register_profile("fuzz", max_examples=2000, database=None, deadline=None)
settings.load_profile("test")

# a file that no test reads, and that takes its time
NO_LOG = ("--log-level-file", "none")
# minutes each, the longest first: what is begun late would be waited for by one process alone. The
# first process builds the demo at once, the second begins with what doesn't need it
LONG = [
    "history", "settings", "postgres", "fuzz", "parts", "project_docs",
    "incremental_lines", "integration_projects", "publish_readers", "semantic", "runs",
    "small_cells", "inputs", "totals", "score_bounds", "faults", "scenarios", "lifetime_value",
    "dbt_build",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    places = {f"test_{name}.py": place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONG)))


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for everything the dbt runs of this process leave behind."""
    return tmp_path_factory.mktemp("dbt")


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def made_once(place: Path, make: Callable[[], Any]) -> Any:
    """Return a copy of what the first process that asked has made; the others wait for it."""
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            place.write_bytes(pickle.dumps(make()))
    return pickle.loads(place.read_bytes())


@pytest.fixture(scope="session")
def package(common: Path) -> Path:
    """A copy of the repository."""
    return made_once(common / "copied", lambda: copy_repository(common / "package"))


@pytest.fixture(scope="session")
def build(workshop: Path, common: Path, package: Path) -> Callable[..., Build]:
    """Run dbt on the package, with own order lines or with the demo company.

    build(lines=[...], columns={...}, project=..., options=[...], **settings): `lines` are mapped as
    segmentation_order_lines unless they are None; settings are named without their prefix. dbt
    reads the project once for all settings that only runs read, unless `afresh`. `database` is a
    file to begin with.
    """
    numbers = itertools.count()

    def manifest_of(project: Path, variables: Mapping[str, Any]) -> Manifest | None:
        """Return a copy of what dbt reads of the project; a run leaves its SQL in it."""
        key = f"{project} {json.dumps(read_by_parser(variables), sort_keys=True)}"
        name = hashlib.sha256(f"read {key}".encode()).hexdigest()[:12]

        def parse() -> Manifest | None:
            folder = workshop / name
            command = ["parse", "--vars", json.dumps(variables, sort_keys=True), *NO_LOG]
            return run_dbt(
                project, command, folder / "working.duckdb", folder, "SEGMENTATION_DUCKDB_PATH"
            ).manifest

        return made_once(common / name, parse)

    def run(
        lines: Sequence[Line] | None = None,
        columns: Mapping[str, str] | None = None,
        project: Path = package,
        options: Sequence[str] = (),
        command: str = "build",
        afresh: bool = False,
        database: Path | None = None,
        **settings: Any,
    ) -> Build:
        variables = {f"segmentation_{name}": value for name, value in settings.items()}
        if lines is not None:
            variables["segmentation_order_lines"] = "raw.order_lines"
        asked = json.dumps(variables, sort_keys=True)
        # one folder, and one name of the database, for each set of vars: dbt need not parse again
        folder = workshop / hashlib.sha256(f"{project} {asked}".encode()).hexdigest()[:12]
        folder.mkdir(exist_ok=True)
        working = folder / "working.duckdb"
        working.unlink(missing_ok=True)
        if database:
            shutil.copy(database, working)
        if lines is not None:
            write_lines(working, lines, columns or {})
            options = [*OWN_LINES, *options]
        result = run_dbt(
            project,
            [command, "--vars", asked, *NO_LOG, *options],
            working,
            folder / "target",
            "SEGMENTATION_DUCKDB_PATH",
            None if afresh else manifest_of(project, variables),
        )
        if working.exists():
            result.database = working.rename(folder / f"{next(numbers)}.duckdb")
        return result

    return run


def kept(place: Path, make: Callable[[], Build]) -> Build:
    """Return a build that all processes read, and none writes into."""

    def build_it() -> Build:
        result = make()
        assert result.ok, result.said[-3000:]
        place.mkdir()
        result.target = Path(shutil.copytree(result.target, place / "target"))
        result.database = Path(shutil.copy(result.database, place / "working.duckdb"))
        return result

    return made_once(place.with_suffix(".pickle"), build_it)


@pytest.fixture(scope="session")
def demo(build: Callable[..., Build], common: Path, workshop: Path) -> Build:
    """The demo company, built and tested as `dbt build` does, its unit tests included.

    Each process has a copy of its own, which a publish may mark.
    """
    result = kept(common / "demo", lambda: build(options=["--threads", "4"]))
    own = workshop / "demo"
    result.target = Path(shutil.copytree(result.target, own / "target"))
    result.database = Path(shutil.copy(result.database, own / "working.duckdb"))
    return result


@pytest.fixture(scope="module")
def copied(demo: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A connection to a copy of the demo's database, under the name that its views know."""
    path = shutil.copy(demo.database, tmp_path_factory.mktemp("copied") / "working.duckdb")
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture
def changeable(copied: Any) -> Iterator[Any]:
    """The same, with every change taken back afterwards."""
    copied.execute("begin")
    yield copied
    copied.execute("rollback")


@pytest.fixture(scope="session")
def small(build: Callable[..., Build], common: Path) -> Build:
    """SMALL with the settings as they are; what ran of it, a `Replay` runs on other lines."""
    return kept(common / "small", lambda: build(SMALL))


@pytest.fixture(scope="session")
def published(demo: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company, published."""
    folder = tmp_path_factory.mktemp("published") / "published"
    publish.publish(demo.database, folder, demo.target / "manifest.json")
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser, which continuous integration must have."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_browser()
    if not path and os.environ.get("CI"):
        pytest.fail(NONE)
    if not path:
        pytest.skip(NONE)
    with playwright.sync_playwright() as driver:
        # in a container root has no sandbox to start in
        yield driver.chromium.launch(executable_path=path, args=["--no-sandbox"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A working file of a moment, published with a page of a line."""
    monkeypatch.setattr(publish, "write_page", publishing_desk.write_page)
    return Desk(tmp_path)
