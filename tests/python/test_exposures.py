"""Who reads the marts is in the lineage: what each exposure names is what its queries read."""

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb
import yaml

import write_targets
from dashboard_page.marts import QUERIES
from dbt_runs import Build
from project_files import ROOT

DASHBOARD = sorted(path.read_text(encoding="utf-8") for path in QUERIES.glob("*.sql"))
# what the page asks to learn how many places money has
DASHBOARD.append("select revenue from fct_segment_summary")


def tables_of(queries: list[str]) -> set[str]:
    """Return the tables that queries read, as DuckDB parses them; CTEs are none."""
    found = set()
    for query in queries:
        [(text,)] = duckdb.execute("select json_serialize_sql(?::varchar)", [query]).fetchall()
        tree = json.loads(text)
        assert not tree["error"], (query, tree)
        maps = [node["cte_map"]["map"] for node in nodes(tree) if "cte_map" in node]
        ctes = {entry["key"] for entries in maps for entry in entries}
        read = {node["table_name"] for node in nodes(tree) if node.get("type") == "BASE_TABLE"}
        found |= read - ctes
    return found


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in nested mappings and lists."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    for child in tree if isinstance(tree, list) else ():
        yield from nodes(child)


def test_tables_are_found_in_queries() -> None:
    query = """
        with things as (select * from one where id in (select id from two))
        select * from things inner join segmentation.three using (id)
        union all select * from (select * from four where id = $id)
    """
    assert tables_of([query]) == {"one", "two", "three", "four"}
    assert len(DASHBOARD) > 20


def test_exposures_depend_on_what_is_read_and_say_whose_they_are(demo: Build) -> None:
    exposures = demo.artifact("manifest.json")["exposures"].values()
    read = {}
    for exposure in exposures:
        nodes_read = exposure["depends_on"]["nodes"]
        assert all(node.startswith("model.customer_segmentation.") for node in nodes_read)
        read[exposure["name"]] = {node.rpartition(".")[2] for node in nodes_read}
    assert read == {
        "dashboard": tables_of(DASHBOARD),
        "target_lists": tables_of([write_targets.TARGETS, write_targets.SEGMENTS]),
        "bi_tools": demo.tables()["segmentation"],
    }
    groups = yaml.safe_load((ROOT / "models" / "_groups.yml").read_text(encoding="utf-8"))["groups"]
    owners = {group["owner"]["name"] for group in groups}
    for exposure in exposures:
        assert exposure["owner"]["name"] in owners
        # nobody's address: a name that is kept for examples
        assert re.fullmatch(r"[a-z.]+@example\.com", exposure["owner"]["email"])
        assert len(exposure["description"]) > 40 and exposure["label"] and exposure["maturity"]
