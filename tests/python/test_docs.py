"""The docs are whole: every column described, no orphan in the lineage, nothing dbt warns of."""

import re
from pathlib import Path
from typing import Any

import pytest

from dbt_runs import Build
from project_files import ROOT

PACKAGE = "customer_segmentation"
Nodes = dict[str, Any]
# hooks read the first at the end of a run, models the second where a score method is fixed, and
# people the third
READ_OTHERWISE = ("int_input_findings", "stg_segmentation__score_bounds")
SIGNATURE = re.compile(r"{%-?\s*macro\s+\w+\s*\((.*?)\)\s*-?%}", re.DOTALL)
ARGUMENT = re.compile(r"(?:^|,)\s*(\w+)\s*(?==|,|$)")
ENGINE = re.compile(r"^(default|duckdb|postgres|spark)__")
IMPLEMENTATION = re.compile(r"^_|^(default|duckdb|postgres|spark)__|^test_|^materialization_")


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


def test_every_model_seed_and_column_is_described(manifest: Nodes, nodes: list[Nodes]) -> None:
    assert [node["name"] for node in nodes if len(node["description"].strip()) < 15] == []
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
        children = manifest["child_map"][node["unique_id"]]
        # a time spine is read by the metrics, which dbt leaves out of the lineage
        is_read = bool(node.get("time_spine")) or node["name"] in READ_OTHERWISE
        is_read = is_read or any(child.startswith(readers) for child in children)
        is_mart = "marts" in node["fqn"]
        if not (manifest["parent_map"][node["unique_id"]] if is_mart else is_read):
            orphans.append(node["name"])
    assert orphans == [], "a mart that reads nothing, or what nothing reads"


def test_every_macro_and_argument_is_described_in_a_file_of_its_name(manifest: Nodes) -> None:
    faults = []
    for macro in manifest["macros"].values():
        name, file = macro["name"], Path(macro["original_file_path"])
        if macro["package_name"] != PACKAGE:
            continue
        # what takes the place of dbt's own on an engine is in one file
        of_dbt = name.startswith(f"{file.stem.partition('_')[0]}__")
        public = ENGINE.sub("", name)
        if not (of_dbt or public.startswith("_") or public.removeprefix("test_") == file.stem):
            faults.append(f"{name} is in {file}")
        # a helper, with an underscore, stands in the file of a described macro
        if IMPLEMENTATION.match(name):
            continue
        arguments = ARGUMENT.findall(SIGNATURE.search(macro["macro_sql"])[1])
        if len(macro["description"].strip()) < 15:
            faults.append(f"{name} has no description")
        described = [argument["name"] for argument in macro["arguments"]]
        if described != arguments:
            faults.append(f"{name} takes {arguments}, described are {described}")
        faults += [
            f"{name}: {argument['name']} has no {key}"
            for argument in macro["arguments"]
            for key in ("type", "description")
            if not (argument.get(key) or "").strip()
        ]
    assert faults == []


def test_every_doc_block_is_used(manifest: Nodes) -> None:
    found = [*manifest["nodes"].values(), *manifest["macros"].values()]
    found += [column for node in found for column in node.get("columns", {}).values()]
    used = {block for node in found for block in node.get("doc_blocks", [])}
    blocks = {
        block["unique_id"]
        for block in manifest["docs"].values()
        if block["package_name"] == PACKAGE
    }
    assert blocks - used <= {f"doc.{PACKAGE}.__overview__", f"doc.{PACKAGE}.__{PACKAGE}__"}


def test_tests_that_are_named_are_there() -> None:
    named = set()
    for page in ("README.md", "DECISIONS.md", "CONTRIBUTING.md"):
        named |= set(re.findall(r"`(test_\w+)`", (ROOT / page).read_text(encoding="utf-8")))
    there = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    assert named and not [name for name in sorted(named) if f"def {name}(" not in there]
