"""What dbt knows of the project (manifest.json): its marts, models, tests and descriptions."""

import json
from dataclasses import dataclass
from pathlib import Path

from publishing.problem import Problem

PACKAGE = "customer_segmentation"
SCHEMA = "segmentation"
# tests of macros look at no data: a build without them proves as much
OF_MACROS = "tests/macros/"


@dataclass(frozen=True)
class Mart:
    """A mart with the descriptions of itself and of its columns, as plain text."""

    name: str
    description: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Docs:
    """The marts by name, how many models are built, and the data tests that look at one."""

    marts: dict[str, Mart]
    models: int
    tests: frozenset[str]


def read_docs(manifest: Path) -> Docs:
    """Read the manifest that `dbt build` leaves; Problem where there is none or it isn't one."""
    try:
        every = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
        nodes = [node for node in every if node["package_name"] == PACKAGE]
        models = [
            node
            for node in nodes
            if node["resource_type"] == "model" and node["config"]["materialized"] != "ephemeral"
        ]
        marts = {
            node["alias"]: Mart(
                node["alias"],
                node["description"].strip(),
                {name: column["description"].strip() for name, column in node["columns"].items()},
            )
            for node in models
            if node["schema"] == SCHEMA
        }
        tests = frozenset(
            node["name"]
            for node in nodes
            if node["resource_type"] == "test"
            and not node["original_file_path"].startswith(OF_MACROS)
            and any(name.startswith("model.") for name in node["depends_on"]["nodes"])
        )
    except FileNotFoundError:
        raise Problem(
            f"{manifest} is not there, which says what is to be published: run `make build`."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Problem(f"{manifest} is no manifest of dbt ({error!r}): run `make build`.") from None
    if not marts:
        raise Problem(f"{manifest} knows no mart of {PACKAGE}: run `make build`.")
    return Docs(marts, len(models), tests)
