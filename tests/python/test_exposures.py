"""Who reads the marts is in the lineage: what each exposure names is what its queries read."""

import re

import yaml

import write_targets
from dashboard_page.marts import QUERIES
from dbt_runs import Build
from project_files import ROOT


def test_exposures_depend_on_what_is_read_and_say_whose_they_are(demo: Build) -> None:
    exposures = demo.artifact("manifest.json")["exposures"].values()
    marts = demo.tables()["segmentation"]
    queries = [path.read_text(encoding="utf-8") for path in QUERIES.glob("*.sql")]
    assert len(queries) > 20
    # what the page asks to learn how many places money has
    queries.append("select revenue from fct_segment_summary")
    lists = write_targets.TARGETS + write_targets.SEGMENTS
    read = {}
    for exposure in exposures:
        nodes_read = exposure["depends_on"]["nodes"]
        assert all(node.startswith("model.customer_segmentation.") for node in nodes_read)
        read[exposure["name"]] = {node.rpartition(".")[2] for node in nodes_read}
    assert read == {
        "dashboard": marts & set(re.findall(r"\w+", "\n".join(queries))),
        "target_lists": marts & set(re.findall(r"\w+", lists)),
        "bi_tools": marts,
    }
    groups = yaml.safe_load((ROOT / "models" / "_groups.yml").read_text(encoding="utf-8"))["groups"]
    owners = {group["owner"]["name"] for group in groups}
    for exposure in exposures:
        assert exposure["owner"]["name"] in owners
        # nobody's address: a name that is kept for examples
        assert re.fullmatch(r"[a-z.]+@example\.com", exposure["owner"]["email"])
        assert len(exposure["description"]) > 40 and exposure["label"] and exposure["maturity"]
