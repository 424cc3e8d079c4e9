"""The demo company, built and published; Superset, started once and stopped at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import publish
from dbt_runs import copy_repository, run_dbt
from publishing.copying import DATABASE
from superset_server import ENVIRONMENT, Superset, running


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that readers see."""
    folder = tmp_path_factory.mktemp("marts")
    package = copy_repository(folder / "package")
    working = folder / "working.duckdb"
    command = ["build", "--threads", "4", "--exclude-resource-types", "unit_test"]
    built = run_dbt(package, command, working, folder / "target", "SEGMENTATION_DUCKDB_PATH")
    assert built.ok, built.said[-3000:]
    publish.publish(working, folder / "published", folder / "target" / "manifest.json")
    return folder / "published"


@pytest.fixture(scope="session")
def superset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Superset]:
    if not (ENVIRONMENT / "superset").exists():
        pytest.fail("Superset is not installed: `make test-bi` installs it.")
    with running(tmp_path_factory.mktemp("superset")) as server:
        yield server


@pytest.fixture(scope="session")
def database(superset: Superset, published: Path) -> int:
    """The number of the published file in Superset."""
    return superset.connect("Customer segmentation", published / DATABASE)
