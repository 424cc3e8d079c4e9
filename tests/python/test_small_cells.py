"""Cells that too few customers stand behind are left out of what is published, and nothing else."""

import itertools
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy
import pytest

import publish
from dbt_runs import Build
from project_files import ROOT
from publishing.docs import Mart, read_docs
from publishing.shown import Shown, shown_query
from publishing.small_cells import given_away, read_small_cells
from publishing_desk import DATABASE

FLOOR = 5
KEY = ["segment", "month"]
# of what is published of the demo
PUBLISHED = 20
# segment by something else, and whose customers
OF_CELLS = {
    "fct_action_outcomes", "fct_campaign_performance", "fct_cohort_retention", "fct_insights",
    "fct_product_affinity", "fct_revenue_changes",
    "fct_segment_crosswalk", "fct_segment_migrations", "fct_segment_products",
    "fct_segment_sales_monthly",
}
Floored = tuple[Build, Path]
Connection = duckdb.DuckDBPyConnection
Cell = tuple[str, str, Any]
Left = Callable[..., list[Any]]


@pytest.fixture
def connection() -> Iterator[Connection]:
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def left(connection: Connection) -> Left:
    """Return the cells (segment, month, customers) that are shown of those given."""

    def shown(cells: Sequence[Cell], floor: int = FLOOR, **more: Any) -> list[Cell]:
        connection.execute("create table cells (segment varchar, month varchar, customers bigint)")
        connection.executemany("insert into cells values (?, ?, ?)", cells)
        said = {"customers": "customers", "within": [["segment"], ["month"]]} | more
        mart = Mart("cells", "", {}, {}, read_small_cells({"small_cells": said}, KEY))
        query, hidden = shown_query(connection, "cells", mart, Shown("keep", floor))
        rows = connection.execute(query).fetchall()
        connection.execute("drop table cells")
        assert hidden == len(cells) - len(rows)
        return rows

    return shown


def test_a_total_gives_no_handful_away(left: Left) -> None:
    cells = [("a", "1", 2), ("a", "2", 2), ("a", "3", 9), ("a", "4", 8)]
    assert left(cells, within=[["segment"]]) == [("a", "3", 9)]
    enough = [("a", "1", 2), ("a", "2", 3), ("a", "3", 9), ("a", "4", 8)]
    assert left(enough, within=[["segment"]]) == enough[2:]
    # in a row and a column of its own, none of these can be worked out from a total
    alone = [("a", "1", 100), ("a", "2", 4), ("a", "3", 5), ("a", "4", 0)]
    assert left(alone, within=[]) == [alone[0], alone[2]]


def test_of_equal_cells_the_first_by_key_goes_wherever_its_row_is(left: Left) -> None:
    cells = [("a", "1", 3), ("a", "2", 7), ("a", "3", 7), ("a", "4", 7)]
    for rows in (cells, cells[::-1]):
        assert sorted(left(rows, within=[["segment"]])) == cells[2:]


def test_both_directions_of_a_pair_go_together(left: Left) -> None:
    # of equal cells the first by name goes: here that is not the same one in both directions
    pairs = [("a", "b", 2), ("a", "c", 7), ("a", "d", 7)]
    cells = [*pairs, *((two, one, customers) for one, two, customers in pairs)]
    pair = ["least(segment, month)", "greatest(segment, month)"]
    shown = left(cells, cell=pair, within=[["segment"]])
    assert {(two, one, customers) for one, two, customers in shown} == set(shown)
    assert ("a", "d", 7) in shown and len(shown) == 2


def test_running_sums_end_where_a_row_is_left_out(connection: Connection) -> None:
    connection.execute(
        "create table mart as select * from (values "
        "('a', 0, 9, 9), ('a', 1, 2, 11), ('a', 2, 7, 18), ('b', 0, 8, 8), ('b', 1, 9, 17)"
        ") as t (cohort, age, customers, total)"
    )
    said = {"customers": "customers", "within": [],
            "running": {"of": ["cohort"], "along": "age", "columns": ["total"]}}
    mart = Mart("mart", "", {}, {}, read_small_cells({"small_cells": said}))
    query, _ = shown_query(connection, "mart", mart, Shown("keep", FLOOR))
    assert connection.execute(f"{query} order by all").fetchall() == [
        ("a", 0, 9, 9), ("a", 2, 7, None), ("b", 0, 8, 8), ("b", 1, 9, 17)
    ]


@pytest.fixture(scope="module")
def floored(demo: Build, tmp_path_factory: pytest.TempPathFactory) -> Floored:
    """The demo company as a run with a floor leaves it, and what is published of it."""
    folder = tmp_path_factory.mktemp("cells")
    database = folder / "working.duckdb"
    shutil.copy(demo.database, database)
    with duckdb.connect(str(database)) as opened:
        for table in ("segmentation_work.pipeline_run_log", "segmentation.fct_pipeline_runs"):
            opened.execute(f"update {table} set small_cell_floor = {PUBLISHED}")
    publish.publish(database, folder / "published", demo.target / "manifest.json")
    return demo, folder / "published"


@pytest.fixture
def opened(floored: Floored) -> Iterator[Connection]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{floored[0].database}' as built (read_only)")
        connection.execute(f"attach '{floored[1] / DATABASE}' as release (read_only)")
        yield connection


def views_of(page: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the views in a page."""
    text = page.read_text(encoding="utf-8")
    start = text.index("{", text.index('<script type="application/json" id="views-data"'))
    tables = json.JSONDecoder().raw_decode(text[start:])[0]["tables"]
    return {
        name: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        for name, table in tables.items()
    }


def test_small_cells_are_left_out_and_nothing_else(floored: Floored, opened: Connection) -> None:
    demo, folder = floored
    marts = read_docs(demo.target / "manifest.json").marts
    about = json.loads((folder / "release.json").read_text())
    assert about["small_cell_floor"] == PUBLISHED
    left_out = about["small_cells_left_out"]
    named = {name: mart.small_cells.cell for name, mart in marts.items() if mart.small_cells}
    assert set(named) == OF_CELLS
    assert named["fct_segment_products"] == ("scheme", "segment", "product_id")
    assert not any("rowid" in cell for cell in named.values())
    assert OF_CELLS - {"fct_product_affinity"} <= set(left_out) <= OF_CELLS

    def counted(rows: str) -> int:
        return opened.execute(f"select count(*) from {rows}").fetchone()[0]

    for mart, rows in about["marts"].items():
        shown, built = f"release.segmentation.{mart}", f"built.segmentation.{mart}"
        assert rows == counted(built) - left_out.get(mart, 0)
        if mart not in ("fct_cohort_retention", "fct_pipeline_runs"):
            assert counted(f"(from {shown} except from {built})") == 0, mart
        if mart in OF_CELLS:
            below = " or ".join(f"{n} < {PUBLISHED}" for n in marts[mart].small_cells.customers)
            for source in (shown, f"'{folder}/parquet/{mart}.parquet'"):
                assert counted(f"{source} where {below}") == 0, mart
    views = views_of(folder / "dashboard.html")
    for view in ("heatmap", "recency_frequency", "segment_mix", "migrations", "cohorts"):
        counts = [row["customers"] for row in views[view]]
        assert counts and min(counts) >= PUBLISHED, view
    assert views["run"][0]["small_cell_floor"] == PUBLISHED


class Puzzle:
    """Cells, and sums of cells that anybody can know: what do they give away together?"""

    def __init__(self) -> None:
        self.customers: dict[Any, int] = {}
        self.shown: set[Any] = set()
        self.sums: list[dict[Any, int]] = []

    def totals(self, cells: Iterable[Any], name: Callable[[Any], Any]) -> None:
        """Add the sums of the cells that have one name."""
        found: dict[Any, dict[Any, int]] = {}
        for cell in cells:
            found.setdefault(name(cell), {})[cell] = 1
        self.sums += found.values()

    def solved(self, shown: set[Any]) -> set[Any]:
        """Return the cells that aren't shown and have one value only in all solutions."""
        hidden = {cell for cell, n in self.customers.items() if n and cell not in shown}
        sums = [{c: n for c, n in one.items() if c in hidden} for one in self.sums]
        # cells that no sum brings together are looked at by themselves, which is faster
        parts: list[set[Any]] = []
        for one in filter(None, sums):
            near = [part for part in parts if not part.isdisjoint(one)]
            parts = [part for part in parts if part.isdisjoint(one)] + [set(one).union(*near)]
        found = set()
        for part in parts:
            cells = sorted(part, key=str)
            held = [[one.get(cell, 0) for cell in cells] for one in sums if part & one.keys()]
            matrix = numpy.array(held, float)
            # the space of the sums, by the eigenvectors of what they have in common
            weights, vectors = numpy.linalg.eigh(matrix @ matrix.T)
            rows = matrix.T @ vectors[:, weights > 1e-7] / numpy.sqrt(weights[weights > 1e-7])
            # the length of a cell's unit vector in it: 1 if it lies in it
            lengths = (rows**2).sum(axis=1)
            found |= {cell for cell, size in zip(cells, lengths, strict=True) if size > 1 - 1e-6}
        return found

    def leaks(self, floor: int, public: Iterable[Any] = ()) -> dict[Any, int]:
        """Return the small cells that what is shown gives away, and not the totals alone."""
        found = {cell for cell in self.solved(self.shown) if self.customers[cell] < floor}
        found -= self.solved(self.shown & set(public)) if found else set()
        return {cell: self.customers[cell] for cell in found}


def test_a_puzzle_sees_what_follows_from_several_totals() -> None:
    """Two squares of hidden cells and a bridge between them: no row or column has a single one."""
    puzzle = Puzzle()
    squares = [(r, c) for r, c in itertools.product(range(6), repeat=2) if r // 2 == c // 2 < 2]
    cells = [*squares, (0, 2)]
    puzzle.customers = dict.fromkeys(cells, 3)
    for place in (0, 1):
        puzzle.totals(cells, lambda cell, place=place: (place, cell[place]))
    assert puzzle.solved(set()) == {(0, 2)}
    assert given_away([dict.fromkeys(one, 1) for one in puzzle.sums]) == {(0, 2)}


def test_nothing_that_is_published_gives_a_small_cell_away(
    floored: Floored, opened: Connection
) -> None:
    """All marts of aggregates and all views of the page, by linear algebra."""
    views = views_of(floored[1] / "dashboard.html")

    def read(query: str) -> dict[Any, int]:
        return {tuple(row): n for *row, n in opened.execute(query).fetchall()}

    # marts by themselves; the last column counts, the totals are named by places of the others
    for query, totals in {
        "scheme, segment, month, customers from {}.fct_segment_sales_monthly":
            [(0, 2), (0, 1)],
        "scheme, segment, product_id, customers from {}.fct_segment_products":
            [(0, 2), (0, 1)],
        "scheme, other_scheme, segment, other_segment, customers "
        "from {}.fct_segment_crosswalk where scheme < other_scheme":
            [(0, 1, 2), (0, 1, 3)],
        "distinct dimension, comparison, member, customers_kept from {}.fct_revenue_changes "
        "where dimension like '%#_segment' escape '#'": [(0, 1)],
        "distinct dimension, comparison, member, customers_won from {}.fct_revenue_changes "
        "where dimension like '%#_segment' escape '#'": [(0, 1)],
        "distinct dimension, comparison, member, customers_lost from {}.fct_revenue_changes "
        "where dimension like '%#_segment' escape '#'": [(0, 1)],
        "cohort_month + to_months(months_since), cohort_month, customers "
        "from {}.fct_cohort_retention": [(0,)],
        "campaign_id, scheme, segment, treated_customers "
        "from {}.fct_campaign_performance where scheme <> 'all'": [(0, 1)],
        "campaign_id, scheme, segment, control_customers "
        "from {}.fct_campaign_performance where scheme <> 'all'": [(0, 1)],
        "scheme, segment, insight_id, figure::bigint "
        "from {}.fct_insights where insight_id like 'segment_step.%'": [(0, 1)],
    }.items():
        puzzle = Puzzle()
        puzzle.customers = read(f"select {query.format('built.segmentation')}")
        puzzle.shown = set(read(f"select {query.format('release.segmentation')}"))
        for places in totals:
            puzzle.totals(puzzle.customers, lambda c, at=places: (at, *(c[place] for place in at)))
        assert puzzle.leaks(PUBLISHED) == {}, query
        for cells in puzzle.sums:
            hidden = sum(puzzle.customers[cell] for cell in cells if cell not in puzzle.shown)
            assert not 0 < hidden < PUBLISHED or puzzle.shown.isdisjoint(cells), query

    # segments at month ends, and the moves from one to the next
    mix, moves = Puzzle(), Puzzle()
    mix.customers = read(
        "select as_of_date::varchar, scheme, segment, count(*) "
        "from built.segmentation.fct_customer_segment_history group by all"
    )
    mix.shown = {(row["as_of_date"], row["scheme"], row["segment"]) for row in views["segment_mix"]}
    mix.totals(mix.customers, lambda cell: cell[:2])
    [(today,)] = opened.execute(
        "select max(as_of_date)::varchar from built.segmentation.fct_customer_segments"
    ).fetchall()
    mix.sums += [{cell: 1} for cell in mix.customers if cell[0] == today]
    assert mix.leaks(PUBLISHED) == {}
    moved = """
        select last_day(month - interval 1 month)::varchar, last_day(month)::varchar, scheme,
            from_segment, to_segment, is_new, is_lapsed, customers
        from {}.segmentation.fct_segment_migrations
    """
    moves.customers = read(moved.format("built"))
    moves.shown = set(read(moved.format("release")))
    sums: dict[Any, dict[Any, int]] = {}
    for cell in moves.customers:
        before, after, scheme, left, reached, is_new, is_lapsed = cell
        start = (after, scheme) if is_new else (before, scheme, left)
        end = (after, scheme, "lapsed", "") if is_lapsed else (after, scheme, reached)
        for name in (("from", *start), ("to", *end)):
            sums.setdefault(name, {})[cell] = 1
    for (_, *name), one in sums.items():
        if tuple(name) in mix.customers:
            one[tuple(name)] = -1
    mix.sums += sums.values()
    mix.customers |= moves.customers
    public = set(mix.shown)
    mix.shown |= moves.shown
    assert mix.leaks(PUBLISHED, public) == {}

    # scores, their sums, and segments of whole cells of the map
    scores = Puzzle()
    scores.customers = read(
        "select recency_score, frequency_score, count(*) "
        "from built.segmentation.fct_customer_rfm_scores group by all"
    )
    scores.shown = {(row["recency_score"], row["frequency_score"]) for row in views["heatmap"]}
    for place in (0, 1):
        scores.totals(scores.customers, lambda cell, place=place: cell[place])
    held = read(
        "select scheme, segment, recency_score, frequency_score, count(*) "
        "from built.segmentation.fct_customer_segments "
        "inner join built.segmentation.fct_customer_rfm_scores using (customer_id) group by all"
    )
    for scheme, segment in {cell[:2] for cell in held}:
        mine = [cell for cell in held if cell[:2] == (scheme, segment)]
        if all(held[cell] == scores.customers[cell[2:]] for cell in mine):
            scores.sums.append({cell[2:]: 1 for cell in mine})
    # five sums of each score, and at least the five segments of rfm
    assert len(scores.sums) >= 15
    assert scores.leaks(PUBLISHED) == {}

    # bins of recency and frequency, whose sums are the same in each scheme
    opened.execute("use built.segmentation")
    query = (ROOT / "dashboard/queries/recency_frequency.sql").read_text(encoding="utf-8")
    bins = Puzzle()
    columns = "scheme, segment, recency_from, frequency_bin"
    bins.customers = read(f"select {columns}, customers from ({query})")
    bins.shown = {
        tuple(row[name] for name in columns.split(", ")) for row in views["recency_frequency"]
    }
    bins.totals(bins.customers, lambda cell: cell[:2])
    places: dict[Any, dict[str, dict[Any, int]]] = {}
    for cell in bins.customers:
        places.setdefault(cell[2:], {}).setdefault(cell[0], {})[cell] = 1
    for parts in places.values():
        first, *others = parts.values()
        bins.sums += [part | dict.fromkeys(first, -1) for part in others]
    assert bins.leaks(PUBLISHED) == {}
    assert any(n >= PUBLISHED for n in bins.customers.values()) and bins.shown
