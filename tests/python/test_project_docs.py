"""`make docs`: every mart and key is drawn, columns lead to the input, no page asks the network.

The drawing in docs/ is what the contracts give today.
"""

import json
import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import docs
from dbt_runs import Build, run_dbt
from project_docs.contracts import ForeignKey, Mart, read_marts
from project_docs.drawing import draw
from project_docs.pages import ENTITIES, INDEX, LINEAGE, MODELS, WAYS
from project_files import ROOT

PAGES = (INDEX, MODELS, LINEAGE, ENTITIES)
Drawing = ElementTree.Element
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def marts(demo: Build) -> tuple[Mart, ...]:
    return read_marts(demo.artifact("manifest.json"))


@pytest.fixture(scope="module")
def written(
    demo: Build, package: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, tuple[Mart, ...]]:
    """The folder of the docs, and the marts that are in them."""
    pytest.importorskip("dbt_colibri")
    target = tmp_path_factory.mktemp("docs")
    # what dbt compiled, it compiled for the build
    shutil.copy(demo.target / "manifest.json", target)
    command = ["docs", "generate", "--static", "--no-compile"]
    made = run_dbt(package, command, demo.database, target, "SEGMENTATION_DUCKDB_PATH")
    assert made.ok, made.said[-2000:]
    return target / "docs", docs.write_docs(target, target / "docs")


@pytest.fixture(scope="module")
def lineage(written: tuple[Path, Any]) -> docs.Lineage:
    return docs.Lineage(written[0] / docs.DATA)


def test_the_keys_are_those_of_the_database(demo: Build, marts: tuple[Mart, ...]) -> None:
    assert {mart.name for mart in marts} == demo.tables()["segmentation"]
    found = demo.rows("""
        select table_name, constraint_column_names from duckdb_constraints()
        where schema_name = 'segmentation' and constraint_type = 'PRIMARY KEY'
    """)
    primary = {(mart.name, mart.primary_key) for mart in marts if mart.primary_key}
    assert primary == {(name, tuple(columns)) for name, columns in found}
    assert len(primary) > 30


def test_a_key_that_leads_nowhere_is_refused(demo: Build) -> None:
    manifest = demo.artifact("manifest.json")
    contract = "assert_fct_customer_metrics_keeps_its_contract"
    [node] = [node for node in manifest["nodes"].values() if node["name"] == contract]
    [key] = node["test_metadata"]["kwargs"]["foreign_keys"]
    key["columns"] = ["scheme", "customer_id"]
    with pytest.raises(ValueError, match=r"fct_customer_metrics .* primary key is \(customer_id\)"):
        read_marts(manifest)
    key["to"] = "dim_strangers"
    with pytest.raises(ValueError, match="dim_strangers"):
        read_marts(manifest)


# ---- the drawing


def drawn(marts: tuple[Mart, ...]) -> Drawing:
    return ElementTree.fromstring(draw(marts))


def boxes(drawing: Drawing) -> dict[str, tuple[float, ...]]:
    """Return left, top, right and bottom of each mart."""
    found = {}
    for group in drawing.iter(f"{SVG}g"):
        if "data-mart" in group.attrib:
            frame = next(rect for rect in group.iter(f"{SVG}rect") if rect.get("class") == "frame")
            x, y, width, height = (float(frame.get(k)) for k in ("x", "y", "width", "height"))
            found[group.get("data-mart")] = (x, y, x + width, y + height)
    return found


def test_every_mart_is_drawn_with_every_key(marts: tuple[Mart, ...]) -> None:
    drawing = drawn(marts)
    texts = {
        group.get("data-mart"): [
            (text.get("class"), "".join(text.itertext()).split())
            for text in group.iter(f"{SVG}text")
        ]
        for group in drawing.iter(f"{SVG}g")
        if "data-mart" in group.attrib
    }
    assert set(texts) == {mart.name for mart in marts}
    for mart in marts:
        told = texts[mart.name]
        columns = [words[0] for kind, words in told if kind == "column"]
        marks = [words for kind, words in told if kind == "key"]
        foreign = {column for key in mart.foreign_keys for column in key.columns}
        assert set(columns) == foreign | set(mart.primary_key)
        for column, mark in zip(columns, marks, strict=True):
            assert ("PK" in mark) == (column in mart.primary_key), (mart.name, column)
            assert ("FK" in mark) == (column in foreign), (mart.name, column)
        [others] = [words for kind, words in told if kind == "soft"]
        assert others == (["and", "other", "columns"] if columns else ["no", "key"])


def points(path: str) -> list[list[tuple[float, float]]]:
    """Return the lines of a path of M, H and V, as corners."""
    lines: list[list[tuple[float, float]]] = []
    for command, numbers in re.findall(r"([MHV])([-\d. ]+)", path):
        values = [float(value) for value in numbers.split()]
        if command == "M":
            lines.append([(values[0], values[1])])
        else:
            x, y = lines[-1][-1]
            lines[-1].append((values[0], y) if command == "H" else (x, values[0]))
    return lines


def test_lines_lead_from_box_to_box_and_cross_none(marts: tuple[Mart, ...]) -> None:
    drawing = drawn(marts)
    places = boxes(drawing)
    lines = [group for group in drawing.iter(f"{SVG}g") if "data-from" in group.attrib]
    assert sorted((line.get("data-from"), line.get("data-to")) for line in lines) == sorted(
        (mart.name, key.to) for mart in marts for key in mart.foreign_keys
    )
    for line in lines:
        start, end = places[line.get("data-from")], places[line.get("data-to")]
        parts = points(next(line.iter(f"{SVG}path")).get("d"))
        ends = [part[0] for part in parts] + [parts[-1][-1]]
        for box in (start, end):
            beside = [(x, y) for x, y in ends if min(abs(x - box[0]), abs(x - box[2])) <= 16]
            assert any(box[1] < y < box[3] for _, y in beside), line.attrib
        for part in parts:
            for (x1, y1), (x2, y2) in pairwise(part):
                for name, (left, top, right, bottom) in places.items():
                    outside = max(x1, x2) <= left or min(x1, x2) >= right
                    outside = outside or max(y1, y2) <= top or min(y1, y2) >= bottom
                    assert outside, (line.attrib, name)


def test_boxes_do_not_overlap_and_are_within_the_drawing(marts: tuple[Mart, ...]) -> None:
    drawing = drawn(marts)
    width, height = float(drawing.get("width")), float(drawing.get("height"))
    places = sorted(boxes(drawing).items())
    for index, (name, (left, top, right, bottom)) in enumerate(places):
        assert left >= 0 and top >= 60 and right <= width and bottom <= height, name
        for other, (left2, top2, right2, bottom2) in places[index + 1 :]:
            apart = right < left2 or right2 < left or bottom < top2 or bottom2 < top
            assert apart, (name, other)


def mart(name: str, *leads_to: str) -> Mart:
    """Return a mart with a key to each of others; the second to the same has a name of its own."""
    keys = tuple(
        ForeignKey((f"{other}_{number}",), other, ("id",)) for number, other in enumerate(leads_to)
    )
    columns = dict.fromkeys(["id", *(key.columns[0] for key in keys), "more"], "string")
    return Mart(name, "sales", f"A {name} & more.", columns, ("id",), keys)


# marts, each with what it leads to
OTHER_SETS = {
    "a chain": {"a": "", "b": "a", "c": "b", "d": "c"},
    "two that lead to three": {"a": "", "b": "", "c": "", "x": "abc", "y": "abc"},
    "far apart": {"a": "", "b": "", "c": "a", "x0": "a", "x1": "a", "x2": "a", "x3": "a",
                  "y0": "b", "y1": "b", "y2": "b", "z": "bc"},
    "over the top": {"a": "", "b": "", "c": "", "w": "ac", "z": "bc", "x0": "a", "x1": "a",
                     "x2": "a", "y0": "b", "y1": "b", "m0": "ab", "m1": "ab", "m2": "ab",
                     "m3": "ab"},
    "twice to one, and to itself": {"a": "a", "b": "aa"},
}


@pytest.mark.parametrize("name", OTHER_SETS)
def test_other_contracts_are_drawn_as_well(name: str) -> None:
    marts = tuple(mart(each, *leads_to) for each, leads_to in OTHER_SETS[name].items())
    test_every_mart_is_drawn_with_every_key(marts)
    test_lines_lead_from_box_to_box_and_cross_none(marts)
    test_boxes_do_not_overlap_and_are_within_the_drawing(marts)


def test_the_drawing_in_the_repository_is_of_today(marts: tuple[Mart, ...]) -> None:
    drawing = (ROOT / "docs" / "entities.svg").read_text(encoding="utf-8")
    assert drawing == draw(marts), "a contract has changed: `make docs` draws docs/entities.svg"
    *others, last = marts
    more = replace(
        last, columns={**last.columns, "one_more": "date"},
        primary_key=(*last.primary_key, "one_more"),
    )
    assert drawing != draw((*others, more))


# ---- the lineage


def test_revenue_comes_from_the_amounts_of_order_lines(lineage: docs.Lineage) -> None:
    sources = lineage.sources("fct_customer_segments", "revenue")
    assert ("stg_segmentation__order_lines", "line_amount") in sources
    assert {column for model, column in sources if model == "demo_order_lines"} == {"line_amount"}
    assert lineage.origins("fct_customer_segments", "revenue") == [
        ("demo_order_lines", "line_amount"), ("stg_segmentation__customer_totals", "revenue"),
    ]


ORIGINS = {
    "dim_customers.email": "demo_customers.email",
    "fct_order_lines.quantity": "demo_order_lines.quantity",
    "fct_customer_rfm_scores.recency_score": "demo_order_lines.ordered_at",
    "dim_segments.segment_name": "segments.segment_name",
    "fct_customer_segments.recommended_action": "segment_actions.action",
    "fct_campaign_performance.cost": "demo_campaigns.cost",
}


def test_columns_lead_back_to_the_input(lineage: docs.Lineage) -> None:
    for column, origin in ORIGINS.items():
        origins = [".".join(each) for each in lineage.origins(*column.split("."))]
        assert origin in origins, column
        # what is said is not everything: an address is no part of a figure
        assert column.endswith("email") or "demo_customers.email" not in origins


def test_nearly_every_column_of_a_mart_has_a_source(
    lineage: docs.Lineage, marts: tuple[Mart, ...]
) -> None:
    columns = [(mart.name, column) for mart in marts for column in mart.columns]
    without = [each for each in columns if not lineage.sources(*each)]
    # those that count rows or are constants
    assert len(without) < 0.03 * len(columns), without


def test_a_model_that_cannot_be_followed_is_told(
    written: tuple[Path, Any], tmp_path: Path
) -> None:
    target = written[0].parent
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    name = "model.customer_segmentation.dim_dates"
    broken = manifest["nodes"][name]
    broken["compiled_code"] = "select from where"
    # it and what it is made of: all others take a minute
    kept = {name, *broken["depends_on"]["nodes"]}
    manifest["nodes"] = {node: manifest["nodes"][node] for node in kept}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(docs.LineageError, match="dim_dates"):
        docs.write_lineage(
            tmp_path / "manifest.json", target / "catalog.json",
            tmp_path / "page.html", tmp_path / "data.json",
        )
    assert not (tmp_path / "page.html").exists()


# ---- the pages


def test_what_is_not_built_is_told_and_nothing_is_written(
    written: tuple[Path, Any], tmp_path: Path
) -> None:
    target = written[0].parent
    (tmp_path / "manifest.json").write_bytes((target / "manifest.json").read_bytes())
    (tmp_path / "catalog.json").write_text('{"nodes": {}, "sources": {}}')
    with pytest.raises(docs.Problem, match=r"Not built yet: dim_customers, .* run `make build`\."):
        docs.write_docs(tmp_path, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_without_a_working_file_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "WORKING", tmp_path / "working.duckdb")
    assert docs.main(["--out", str(tmp_path / "docs"), "--drawing", str(tmp_path / "x.svg")]) == 1
    assert "run `make build`" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_pages_lead_to_each_other(written: tuple[Path, tuple[Mart, ...]]) -> None:
    folder, marts = written
    assert {path.name for path in folder.iterdir()} == {*PAGES, docs.DATA}
    index = (folder / INDEX).read_text(encoding="utf-8")
    assert all(f'href="{name}' in index for name in PAGES if name != INDEX)
    columns = {mart.name: mart.columns for mart in marts}
    assert all(column in columns[name] for name, column, _ in WAYS)
    for name in PAGES:
        assert "Content-Security-Policy" in (folder / name).read_text(encoding="utf-8"), name
    entities = (folder / ENTITIES).read_text(encoding="utf-8")
    for mart in marts:
        assert f'<tr id="{mart.name}">' in entities
        assert f'href="{MODELS}#!/model/model.customer_segmentation.{mart.name}"' in entities


# what each page shows once its scripts have run
SHOWS = {
    INDEX: "fct_customer_segments.revenue",
    MODELS + "#!/model/model.customer_segmentation.fct_customer_segments": "gap_to_better_segment",
    LINEAGE + "?model=model.customer_segmentation.dim_products&parents=1": "stg_segmentation__p",
    ENTITIES: "fct_segment_crosswalk",
}


@pytest.mark.parametrize("address", SHOWS)
def test_a_page_opens_from_disk_without_the_network(
    written: tuple[Path, Any], chromium: Any, address: str
) -> None:
    page = chromium.new_page(viewport={"width": 1500, "height": 950})
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{written[0].as_uri()}/{address}")
    page.get_by_text(SHOWS[address]).first.wait_for(timeout=20_000)
    page.wait_for_timeout(500)
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    page.close()
