"""Parts of the marts: each subset is whole, is built and shown, and leaves nothing dangling."""

import itertools
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import jinja2.nativetypes
import pytest
import yaml

import dashboard
import publish
from dashboard_pages import opened
from dbt_runs import Build, Builder
from project_docs.contracts import read_marts
from project_docs.drawing import draw
from project_files import ROOT, written_files

PACKAGE = "customer_segmentation"
PARTS = ["history", "sales", "offers", "campaigns", "value", "insights", "movement", "audiences"]
SUBSETS = [subset for n in range(len(PARTS) + 1) for subset in itertools.combinations(PARTS, n)]
SOME = ["sales", "insights"]
CORE = {
    "dim_customers", "dim_dates", "dim_products", "dim_segment_actions", "dim_segments",
    "fct_action_outcomes", "fct_action_plan", "fct_customer_actions", "fct_customer_metrics",
    "fct_customer_rfm_scores",
    "fct_customer_segments", "fct_data_quality", "fct_order_lines", "fct_pipeline_runs",
    "fct_rejected_order_lines", "fct_rfm_score_bands", "fct_sales_coverage",
    "fct_segment_crosswalk", "fct_segment_summary", "fct_tool_usage",
}
OF_SALES = {
    "fct_catalogue_coverage", "fct_revenue_changes", "fct_revenue_concentration",
    "fct_sales_anomalies", "fct_sales_by_dimension", "fct_sales_by_dimension_monthly",
    "fct_sales_forecast", "fct_sales_forecast_backtest", "fct_sales_monthly", "fct_sales_targets",
    "fct_seasonality", "fct_segment_products", "fct_segment_sales_monthly",
}
# of core marts: what comes from the parts `value`, `history` and `movement`
VALUE = "customer_lifetime_value"
VALUES = {
    "fct_segment_summary": ["expected_value", VALUE, f"{VALUE}_low", f"{VALUE}_high"],
    "fct_customer_actions": ["return_rate", "probability_alive", "cause", "cause_sentence"],
}
# and what follows from them
WEIGHED = [
    "success_rate", "is_success_measured",
    "slipping_probability", "added_probability", "expected_gain", "expected_gain_reason",
    "decision", "is_best_action", "priority",
]
PLANNED = {"fct_action_outcomes", "fct_action_plan", "fct_sales_coverage"}
Nodes = dict[str, dict[str, Any]]


@cache
def conditions() -> dict[str, str]:
    """Return what the .yml files say of who is enabled, by name; unit tests behind their model."""
    found = {}
    for folder in ("models", "snapshots"):
        for path in written_files("*.yml", under=folder):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            for kind in ("models", "snapshots", "unit_tests"):
                for entry in content.get(kind, []):
                    name = " ".join(filter(None, [entry.get("model"), entry["name"]]))
                    found[name] = str(entry.get("config", {}).get("enabled", "true"))
    return found


@cache
def holds(condition: str, parts: tuple[str, ...] | str | None) -> bool:
    asked = jinja2.nativetypes.NativeEnvironment().from_string(condition)
    given = list(parts) if isinstance(parts, tuple) else parts
    return bool(asked.render(var=lambda _: given, project_name=PACKAGE))


def is_on(name: str, parts: tuple[str, ...] | str | None) -> bool:
    return holds(conditions().get(name, "true"), parts)


@pytest.fixture(scope="module")
def manifest(demo: Build) -> dict[str, Any]:
    return demo.artifact("manifest.json")


@pytest.fixture(scope="module")
def nodes(manifest: dict[str, Any]) -> Nodes:
    """The models and the snapshot, by name."""
    nodes = manifest["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] in ("model", "snapshot")}


def parents(node: dict[str, Any], nodes: Nodes) -> set[str]:
    return {name.rpartition(".")[2] for name in node["depends_on"]["nodes"]} & set(nodes)


def test_every_subset_is_whole(nodes: Nodes) -> None:
    """Whatever is built finds what it reads; who reads several parts asks for each of them."""
    asks = {name for name, node in nodes.items() if "is_part(" in (node["raw_code"] or "")}
    assert asks == {
        "fct_action_outcomes", "fct_customer_actions", "fct_insights", "fct_segment_summary",
        "int_actions_followed", "int_actions_weighed", "int_change_insights",
        "int_customer_outlooks", "int_customers_placed", "int_history_dates",
        "int_outlook_insights",
    }
    for name, node in nodes.items():
        for parent in parents(node, nodes) if name not in asks else ():
            wrong = [parts for parts in SUBSETS if is_on(name, parts) > is_on(parent, parts)]
            assert not wrong, (name, parent, wrong[0])


def test_nothing_is_built_that_nobody_reads(nodes: Nodes) -> None:
    for name in nodes:
        known = [reader for reader, node in nodes.items() if name in parents(node, nodes)]
        for parts in SUBSETS if known and name.startswith("int_") else ():
            if is_on(name, parts):
                assert any(is_on(reader, parts) for reader in known), (name, parts)


def test_a_part_brings_its_marts_and_all_bring_every_mart(nodes: Nodes) -> None:
    marts = {name for name in nodes if name.startswith(("dim_", "fct_"))}
    assert {name for name in marts if is_on(name, ())} == CORE
    assert {name for name in marts if is_on(name, ("sales",))} == CORE | OF_SALES
    brought = [{name for name in marts if is_on(name, (part,))} - CORE for part in PARTS]
    assert sum(map(len, brought)) == len(marts - CORE) and set().union(*brought) == marts - CORE
    for everything in ("all", None, tuple(PARTS)):
        assert all(is_on(name, everything) for name in nodes)


def test_unit_tests_find_what_they_are_given(manifest: dict[str, Any], nodes: Nodes) -> None:
    """In a build of a part, and in one of a few models on a database of nothing."""

    @cache
    def above(name: str) -> frozenset[str]:
        found = parents(nodes[name], nodes)
        return frozenset(found.union(*map(above, found)))

    for test in manifest["unit_tests"].values():
        given = {re.findall(r"\w+", entry["input"])[-1] for entry in test["given"]}
        given = {name for name in given if name in nodes and name != test["model"]}
        assert given <= above(test["model"]), test["name"]
        for parts in SUBSETS:
            name = f"{test['model']} {test['name']}"
            if is_on(name, parts) and is_on(test["model"], parts):
                assert all(is_on(name, parts) for name in given), (test["name"], parts)


@pytest.mark.parametrize("parts", [
    ["insights", "offers", "movement"], ["insights", "value"], ["campaigns", "insights", "history"],
])
def test_a_model_of_several_parts_leaves_out_what_is_off(build: Builder, parts: list[str]) -> None:
    read = build(command="parse", parts=parts, afresh=True)
    assert read.ok and not read.warnings, read.said


@pytest.fixture(scope="module")
def none(build: Builder) -> Build:
    return build(parts=[])


@pytest.fixture(scope="module")
def some(build: Builder) -> Build:
    """Without the tests of the data, which the whole and the least have passed."""
    return build(options=["--exclude-resource-types", "test", "unit_test"], parts=SOME)


@pytest.fixture(params=["none", "some"])
def part(request: pytest.FixtureRequest) -> Build:
    return request.getfixturevalue(request.param)


def test_a_part_of_the_marts_is_built_without_a_word(none: Build, part: Build) -> None:
    assert part.ok and not part.warnings, part.said[-3000:]
    run = "select tests_passed = tests_run, tests_run > 90 from segmentation.fct_pipeline_runs"
    assert none.rows(run) == [(True, True)]


def test_what_is_off_is_not_there(none: Build, some: Build) -> None:
    assert none.tables()["segmentation"] == CORE
    assert some.tables()["segmentation"] == {*CORE, *OF_SALES, "fct_insights"}
    assert not {name for name in none.tables()["segmentation_work"] if "insight" in name}
    left = {name for name in some.tables()["segmentation_work"] if "insight" in name}
    assert "int_sales_insights" in left


def test_what_is_built_is_as_in_a_build_of_all(demo: Build, part: Build) -> None:
    whole = demo.marts()
    for name, rows in part.marts().items():
        if name == "fct_insights":
            assert set(rows) < set(whole[name]) and len(rows) > 50
        elif name not in VALUES.keys() | PLANNED:
            assert rows == whole[name], name
    assert part.rows("from segmentation.fct_action_plan") == []
    # what was done is known, and nobody alike
    [found] = part.rows("""
        select sum(done) > 500, sum(compared_customers), count(alike_rate),
            string_agg(distinct segment, ', ' order by segment)
        from segmentation.fct_action_outcomes where done > 0
    """)
    assert found == (True, 0, 0, "all, unknown")


@pytest.mark.parametrize("mart", VALUES)
def test_columns_of_a_part_that_is_off_are_null(demo: Build, part: Build, mart: str) -> None:
    names = ", ".join(VALUES[mart])
    [found] = part.rows(f"select distinct {names} from segmentation.{mart}")
    assert set(found) == {None}
    left_out = ", ".join([names, *WEIGHED]) if mart == "fct_customer_actions" else names
    for query in (
        f"select * exclude ({left_out}) from segmentation.{mart} order by all",
        f"select column_name, column_type from (describe segmentation.{mart})",
    ):
        assert part.rows(query) == demo.rows(query)


def test_a_part_of_the_marts_is_drawn_and_published(none: Build, tmp_path: Path) -> None:
    drawn = draw(read_marts(none.artifact("manifest.json")))
    assert set(re.findall(r'data-mart="(\w+)"', drawn)) == CORE
    publish.publish(none.database, tmp_path, none.target / "manifest.json")
    assert {path.stem for path in (tmp_path / "parquet").iterdir()} == CORE


def sections(chromium: Any, page: Path) -> tuple[list[str], Collection[str]]:
    """Return the sections that the page leads to, and the views that it has."""
    with opened(chromium, page) as desk:
        places = desk.page.eval_on_selector_all(
            "nav a", "nodes => nodes.map(node => node.getAttribute('href').slice(1))"
        )
        assert all(desk.page.locator(f"#{place}").count() == 1 for place in places)
        assert desk.page.locator("main > section").count() == len(places) - 1
        assert len(desk.listed()) > 1_000
        desk.page.locator("#list button.link").first.click()
        assert desk.page.locator("#customer [data-field=reason]").is_visible()
        views = "nodes => nodes.map(node => node.dataset.view)"
        return places, desk.page.eval_on_selector_all("[data-view]", views)


def test_the_page_has_no_place_for_what_is_off(
    demo: Build, none: Build, some: Build, chromium: Any, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    dashboard.write_page(none.database, page, "", none.target / "manifest.json")
    core = ["segments", "plan", "customers", "quality"]
    assert sections(chromium, page) == (core, [
        "segments", "heatmap", "recency_frequency", "actions", "quality",
    ])
    dashboard.write_page(some.database, page, "", some.target / "manifest.json")
    places, views = sections(chromium, page)
    assert places == ["overview", "sales", *core]
    assert {"headlines", "insights", "months", "concentration"} < set(views)
    assert not {"segment_mix", "migrations", "cohorts", "campaigns", "lifetime_values"} & set(views)
    # what an earlier build has left is not shown
    dashboard.write_page(demo.database, page, "", some.target / "manifest.json")
    assert sections(chromium, page) == (places, views)


def test_a_selector_builds_its_part(build: Builder, nodes: Nodes) -> None:
    def selected(name: str) -> set[str]:
        options = ["--selector", name, "--resource-types", "model", "snapshot", "--output", "name"]
        listed = build(command="ls", options=options)
        assert listed.ok, listed.said
        return set(listed.said.split()) & set(nodes)

    text = (ROOT / "selectors.yml").read_text(encoding="utf-8")
    assert [entry["name"] for entry in yaml.safe_load(text)["selectors"]] == ["core", *PARTS]
    core = selected("core")
    assert core >= {name for name in nodes if is_on(name, ())}
    for part in PARTS:
        chosen = selected(part)
        assert not chosen & core
        assert chosen | core >= {name for name in nodes if is_on(name, (part,))}
