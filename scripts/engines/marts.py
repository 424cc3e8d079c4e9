"""The marts to compare, from dbt's manifest: their keys and columns as their contracts say."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# they tell of runs, each run its own story; the other marts are a function of the data
RECORDS = ("fct_audience_changes", "fct_data_quality", "fct_pipeline_runs")
# what a contract calls a floating-point number; `decimal` and whole numbers must agree to the digit
FLOATS = ("double", "double precision", "float", "float8", "real")


@dataclass(frozen=True)
class Mart:
    """A public table: `key` are the columns of its primary key, none where rows may be equal, and
    `floats` those that may differ a little."""

    schema: str
    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    floats: frozenset[str] = field(default=frozenset())


def public_marts(manifest: Path, package: str = "customer_segmentation") -> list[Mart]:
    """Return the public tables of a package, sorted by name, without the records of runs.

    Raises OSError without a manifest.
    """
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    marts = [
        read_mart(node)
        for node in nodes
        if node["resource_type"] == "model"
        and node["package_name"] == package
        and node["access"] == "public"
        and node["config"]["materialized"] not in ("view", "ephemeral")
        and node["name"] not in RECORDS
    ]
    return sorted(marts, key=lambda mart: mart.name)


def read_mart(node: dict[str, Any]) -> Mart:
    """Return the mart of a node of the manifest."""
    columns = node["columns"].values()
    keys = [tuple(c["columns"]) for c in node["constraints"] if c["type"] == "primary_key"]
    keys += [
        (column["name"],)
        for column in columns
        if any(c["type"] == "primary_key" for c in column["constraints"])
    ]
    floats = {column["name"] for column in columns if column["data_type"].lower() in FLOATS}
    return Mart(
        schema=node["schema"],
        name=node["alias"],
        key=keys[0] if keys else (),
        columns=tuple(column["name"] for column in columns),
        floats=frozenset(floats),
    )
