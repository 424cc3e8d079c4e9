"""The docs are whole: every column described, no orphan in the lineage, nothing dbt warns of."""

import re
from typing import Any

import pytest

from dbt_runs import Build

PACKAGE = "customer_segmentation"
Nodes = dict[str, Any]
# hooks read the one at the end of a run, models the other where a score method is fixed
READ_OTHERWISE = ("int_input_findings", "stg_segmentation__score_bounds")
SIGNATURE = re.compile(r"{%-?\s*macro\s+\w+\s*\((.*?)\)\s*-?%}", re.DOTALL)
ARGUMENT = re.compile(r"(?:^|,)\s*(\w+)\s*(?==|,|$)")
IMPLEMENTATION = re.compile(r"^(default|duckdb|postgres|spark)__|^test_|^materialization_")


@pytest.fixture(scope="module")
def manifest(demo: Build) -> Nodes:
    return demo.artifact("manifest.json")


@pytest.fixture(scope="module")
def nodes(manifest: Nodes) -> list[Nodes]:
    """The models and seeds of the package."""
    found = [
        node
        for node in manifest["nodes"].values()
        if node["package_name"] == PACKAGE and node["resource_type"] in ("model", "seed")
    ]
    assert len(found) > 30
    return found


def test_the_demo_is_built_without_a_warning(demo: Build) -> None:
    assert not demo.warnings, demo.said[-3000:]
    kinds = {name.partition(".")[0] for name in demo.built}
    assert kinds >= {"model", "seed", "snapshot", "test", "unit_test"}
    # nothing is done for an exposure
    assert set(demo.built.values()) <= {"success", "pass", "no-op"}


def test_every_model_and_seed_is_described(nodes: list[Nodes]) -> None:
    assert [node["name"] for node in nodes if len(node["description"].strip()) < 15] == []


def test_columns_in_the_yml_are_those_in_the_database(nodes: list[Nodes], demo: Build) -> None:
    columns: dict[str, set[str]] = {}
    for schema, table, column in demo.rows(
        "select table_schema, table_name, column_name from information_schema.columns"
    ):
        columns.setdefault(f"{schema}.{table}", set()).add(column)
    published = {name for node in nodes if "marts" in node["fqn"] for name in node["columns"]}
    for node in nodes:
        if node["config"]["materialized"] != "ephemeral":
            table = f"{node['schema']}.{node['alias']}"
            described = set(node["columns"])
            assert described <= columns[table], table
            missing = {column.removeprefix("raw_") for column in columns[table] - described}
            # what an input brings stands in the mart that publishes it
            brings = "inputs" in node["fqn"] or "demo" in node["fqn"]
            missing -= published if brings else set()
            # on the way, what isn't obvious is described, and what is tested
            assert not missing or "intermediate" in node["fqn"], (table, missing)


def test_every_column_is_described(manifest: Nodes, nodes: list[Nodes]) -> None:
    # a model on the way may name a column for its test alone; what it means stands in the mart
    tested = {
        (node["attached_node"], node["column_name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and "intermediate" in node["fqn"]
    }
    undescribed = [
        f"{node['name']}.{name}"
        for node in nodes
        for name, column in node["columns"].items()
        if len(column["description"].strip()) < 5 or "{{" in column["description"]
        if (node["unique_id"], name) not in tested
    ]
    assert undescribed == []


def test_the_lineage_has_no_orphan(manifest: Nodes, nodes: list[Nodes]) -> None:
    readers = ("model.", "snapshot.", "exposure.", "semantic_model.", "metric.")
    orphans = []
    for node in nodes:
        parents = manifest["parent_map"][node["unique_id"]]
        children = manifest["child_map"][node["unique_id"]]
        is_mart = "marts" in node["fqn"]
        if is_mart and not parents:
            orphans.append(f"{node['name']} reads nothing")
        # a time spine is read by the metrics, which dbt leaves out of the lineage
        is_spine = bool(node.get("time_spine"))
        is_read = is_spine or any(child.startswith(readers) for child in children)
        is_read = is_read or node["name"] in READ_OTHERWISE
        if not is_mart and not is_read:
            orphans.append(f"{node['name']} is read by nothing")
    assert orphans == []


def test_every_macro_and_argument_is_described(manifest: Nodes) -> None:
    faults = []
    for macro in manifest["macros"].values():
        if macro["package_name"] != PACKAGE or IMPLEMENTATION.match(macro["name"]):
            continue
        # a helper of the file of a described macro
        if macro["name"].startswith("_"):
            continue
        name, signature = macro["name"], SIGNATURE.search(macro["macro_sql"])
        assert signature, name
        arguments = ARGUMENT.findall(signature[1])
        described = {argument["name"]: argument for argument in macro["arguments"]}
        if len(macro["description"].strip()) < 15:
            faults.append(f"{name} has no description")
        if list(described) != arguments:
            faults.append(f"{name} takes {arguments}, described are {list(described)}")
        faults += [
            f"{name}: {argument} has no {key}"
            for argument in arguments
            for key in ("type", "description")
            if argument in described and not (described[argument].get(key) or "").strip()
        ]
    assert faults == []


def test_every_doc_block_is_used(manifest: Nodes) -> None:
    used = {block for node in _with_docs(manifest) for block in node["doc_blocks"]}
    blocks = {
        block["unique_id"]
        for block in manifest["docs"].values()
        if block["package_name"] == PACKAGE
    }
    assert blocks - used - {f"doc.{PACKAGE}.__overview__", f"doc.{PACKAGE}.__{PACKAGE}__"} == set()


def _with_docs(manifest: Nodes) -> list[Nodes]:
    """Return whatever can name a doc block: nodes, macros, sources and their columns."""
    found = [*manifest["nodes"].values(), *manifest["macros"].values()]
    columns = [column for node in found for column in node.get("columns", {}).values()]
    return [node for node in [*found, *columns] if node.get("doc_blocks")]
