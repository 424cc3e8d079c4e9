"""What dbt knows of the project (manifest.json): its marts, models, tests and descriptions."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publishing.personal_data import Personal, read_personal
from publishing.problem import Problem
from publishing.small_cells import SmallCells, read_small_cells

PACKAGE = "customer_segmentation"
SCHEMA = "segmentation"
# tests of macros look at no data: a build without them proves as much
OF_MACROS = "tests/macros/"


@dataclass(frozen=True)
class Mart:
    """A mart with the descriptions of itself and of its columns, as plain text.

    `personal` are the columns that tell who a customer is, and how (personal_data.py).
    """

    name: str
    description: str
    columns: dict[str, str]
    personal: dict[str, Personal] = field(default_factory=dict)
    small_cells: SmallCells | None = None


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
                {
                    name: personal
                    for name, column in node["columns"].items()
                    if (personal := read_personal(meta_of(column)))
                },
                read_small_cells(meta_of(node), key_of(node)),
            )
            for node in models
            if node["schema"] == SCHEMA
        }
        tests = frozenset(
            node["name"]
            for node in nodes
            if node["resource_type"] == "test"
            # what looks at a mart of a part that is off is still there, and not run
            and node["config"].get("enabled", True)
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


def absent_marts(manifest: Path) -> dict[str, dict[str, str]]:
    """Return the marts of parts that are not built, each with the types of its columns by name.

    None where there is no manifest to say so.
    """
    if not manifest.exists():
        return {}
    disabled = json.loads(manifest.read_text(encoding="utf-8")).get("disabled", {})
    return {
        node["alias"]: {name: column["data_type"] for name, column in node["columns"].items()}
        for [node, *_] in disabled.values()
        if node["package_name"] == PACKAGE
        and node["resource_type"] == "model"
        and node["schema"] == SCHEMA
    }


def key_of(node: dict[str, Any]) -> list[str]:
    """Return the columns of a mart's primary key."""
    for name, column in node["columns"].items():
        if any(each["type"] == "primary_key" for each in column.get("constraints", [])):
            return [name]
    for constraint in node.get("constraints", []):
        if constraint["type"] == "primary_key":
            return constraint["columns"]
    return []


def meta_of(node: dict[str, Any]) -> dict[str, Any]:
    """Return what the config of a model or column says for others than dbt."""
    return node.get("config", {}).get("meta", {})
