"""`make docs`: every mart and key is drawn, columns lead to the input, no page asks the network."""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import docs
from dbt_runs import Build, run_dbt
from project_docs.contracts import Mart, read_marts
from project_docs.drawing import draw
from project_docs.pages import ENTITIES, INDEX, LINEAGE, MODELS, WAYS
from project_files import ROOT

Marts = tuple[Mart, ...]
Drawing = ElementTree.Element
PAGES = (INDEX, MODELS, LINEAGE, ENTITIES)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def marts(demo: Build) -> Marts:
    return read_marts(demo.artifact("manifest.json"))


@pytest.fixture(scope="module")
def written(
    demo: Build, package: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Marts]:
    """The folder of the docs, and the marts that are in them."""
    pytest.importorskip("dbt_colibri")
    target = tmp_path_factory.mktemp("docs")
    # what dbt compiled, it compiled for the build
    shutil.copy(demo.target / "manifest.json", target)
    command = ["docs", "generate", "--static", "--no-compile"]
    made = run_dbt(package, command, demo.database, target, "SEGMENTATION_DUCKDB_PATH")
    assert made.ok, made.said[-2000:]
    return target / "docs", docs.write_docs(target, target / "docs")


def test_the_keys_are_those_of_the_database(demo: Build, marts: Marts) -> None:
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


@pytest.fixture(scope="module")
def drawing(marts: Marts) -> Drawing:
    told = "a contract has changed: `make docs` draws docs/entities.svg"
    assert (ROOT / "docs" / "entities.svg").read_text(encoding="utf-8") == draw(marts), told
    return ElementTree.fromstring(draw(marts))


def test_every_mart_is_drawn_with_every_key(marts: Marts, drawing: Drawing) -> None:
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


def pieces(path: str) -> Iterator[tuple[float, ...]]:
    """Yield the straight pieces of a path of M, H and V as boxes."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MHV])([-\d. ]+)", path):
        first, *others = map(float, numbers.split())
        if command == "M":
            x, [y] = first, others
        elif command == "H":
            yield min(x, first), y, max(x, first), y
            x = first
        else:
            yield x, min(y, first), x, max(y, first)
            y = first


def are_apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    beside = one[2] <= other[0] or one[0] >= other[2]
    return beside or one[3] <= other[1] or one[1] >= other[3]


def test_boxes_do_not_overlap_and_lines_lead_from_box_to_box_and_cross_none(
    marts: Marts, drawing: Drawing
) -> None:
    places = {}
    for group in drawing.iter(f"{SVG}g"):
        if "data-mart" in group.attrib:
            frame = next(rect for rect in group.iter(f"{SVG}rect") if rect.get("class") == "frame")
            x, y, width, height = (float(frame.get(k)) for k in ("x", "y", "width", "height"))
            places[group.get("data-mart")] = (x, y, x + width, y + height)
    right, bottom = float(drawing.get("width")), float(drawing.get("height"))
    for name, box in places.items():
        assert box[0] >= 0 and box[1] >= 60 and box[2] <= right and box[3] <= bottom, name
    for (name, box), (other, beside) in combinations(places.items(), 2):
        assert are_apart(box, beside), (name, other)
    lines = [group for group in drawing.iter(f"{SVG}g") if "data-from" in group.attrib]
    assert sorted((line.get("data-from"), line.get("data-to")) for line in lines) == sorted(
        (mart.name, key.to) for mart in marts for key in mart.foreign_keys
    )
    for line in lines:
        for piece in pieces(next(line.iter(f"{SVG}path")).get("d")):
            assert all(are_apart(piece, box) for box in places.values()), line.attrib


# ---- the lineage


ORIGINS = {
    "dim_customers.email": "demo_customers.email",
    "fct_order_lines.quantity": "demo_order_lines.quantity",
    "fct_customer_rfm_scores.recency_score": "demo_order_lines.ordered_at",
    "dim_segments.segment_name": "segments.segment_name",
    "fct_customer_segments.recommended_action": "segment_actions.action",
    "fct_campaign_performance.cost": "demo_campaigns.cost",
}


def test_columns_lead_back_to_the_input(written: tuple[Path, Marts]) -> None:
    lineage = docs.Lineage(written[0] / docs.DATA)
    sources = lineage.sources("fct_customer_segments", "revenue")
    assert ("stg_segmentation__order_lines", "line_amount") in sources
    assert {column for model, column in sources if model == "demo_order_lines"} == {"line_amount"}
    assert lineage.origins("fct_customer_segments", "revenue") == [
        ("demo_order_lines", "line_amount"), ("stg_segmentation__customer_totals", "revenue"),
    ]
    for column, origin in ORIGINS.items():
        origins = [".".join(each) for each in lineage.origins(*column.split("."))]
        assert origin in origins, column
        # what is said is not everything: an address is no part of a figure
        assert column.endswith("email") or "demo_customers.email" not in origins
    columns = [(mart.name, column) for mart in written[1] for column in mart.columns]
    without = [each for each in columns if not lineage.sources(*each)]
    # those that count rows or are constants
    assert len(without) < 0.04 * len(columns), without


def test_a_model_that_cannot_be_followed_is_told(written: tuple[Path, Any], tmp_path: Path) -> None:
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
    written: tuple[Path, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(docs, "WORKING", tmp_path / "working.duckdb")
    assert docs.main(["--out", str(tmp_path / "docs"), "--drawing", str(tmp_path / "x.svg")]) == 1
    assert "run `make build`" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    shutil.copy(written[0].parent / "manifest.json", tmp_path)
    (tmp_path / "catalog.json").write_text('{"nodes": {}, "sources": {}}')
    with pytest.raises(docs.Problem, match=r"Not built yet: dim_customers, .* run `make build`\."):
        docs.write_docs(tmp_path, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_the_pages_lead_to_each_other(written: tuple[Path, Marts]) -> None:
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


def test_pages_open_from_disk_without_the_network(written: tuple[Path, Any], chromium: Any) -> None:
    for address, shown in SHOWS.items():
        page = chromium.new_page(viewport={"width": 1500, "height": 950})
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.goto(f"{written[0].as_uri()}/{address}")
        page.get_by_text(shown).first.wait_for(timeout=20_000)
        page.wait_for_timeout(500)
        assert errors == [], address
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
        page.close()
