"""The dashboard in a browser without network shows what plain SQL finds in the marts."""

import csv
import io
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from math import ceil, log2
from pathlib import Path
from typing import Any

import duckdb
import pytest

import dashboard
from dashboard_page import marts as marts_of_the_page
from dashboard_pages import Desk, Mark, opened
from dbt_runs import Build
from formula_cells import FORMULA_CELLS
from project_files import ROOT
from write_targets import write_targets

Changed = Callable[..., Path]
WIDE, PHONE = 1440, 390
TEXTS = "all => all.map(view => [view.dataset.view, view.innerText])"
LIFETIME_VIEWS = {"lifetime_values", "lifetime_value_backtest"}
# what somebody might put into a name, to break the page or the spreadsheet
NASTY = (
    "=cmd|'/c calc'!A1</script><script>window.harmed=1</script><img src=x onerror=harmed=1>\n\"🚲&"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def file(demo: Build, folder: Path) -> Path:
    dashboard.write_page(demo.database, folder / "demo.html", "")
    return folder / "demo.html"


@pytest.fixture(scope="module")
def shared(chromium: Any, file: Path) -> Iterator[Desk]:
    with opened(chromium, file) as desk:
        yield desk


@pytest.fixture
def desk(shared: Desk) -> Iterator[Desk]:
    """The page of the demo as it is when it has just been opened."""
    yield shared
    shared.page.keyboard.press("Escape")
    shared.choose_scheme("rfm")
    shared.page.click("#filters button[type=reset]")


@pytest.fixture(scope="module")
def changed(demo: Build, folder: Path) -> Changed:
    """changed("name", "update ..."): the page of the demo's marts, without keys, after them."""

    def make(name: str, *statements: str) -> Path:
        database, page = folder / f"{name}.duckdb", folder / f"{name}.html"
        with duckdb.connect(str(database)) as connection:
            connection.execute(f"attach '{demo.database}' as demo (read_only)")
            connection.execute("create schema segmentation; use segmentation")
            for mart in demo.tables()["segmentation"]:
                recent = "where as_of_date >= '2025-11-30'" if mart.endswith("_history") else ""
                connection.execute(f"create table {mart} as from demo.segmentation.{mart} {recent}")
            for statement in statements:
                connection.execute(statement)
        dashboard.write_page(database, page, "")
        return page

    return make


def numbers(found: list[Mark]) -> list[float]:
    return [mark.value for mark in found if mark.value is not None]


def close(found: list[Any], expected: list[Any]) -> bool:
    return [float(n) for n in found] == pytest.approx([float(n) for n in expected], abs=1e-9)


def proportional(sizes: list[float], values: list[float], within: float = 1.0) -> bool:
    """Whether each size is the value times one factor, to `within` pixels."""
    factor = max(sizes) / max(values)
    return all(abs(s - v * factor) <= within for s, v in zip(sizes, values, strict=True))


# ---- the page as a whole


@pytest.mark.parametrize(("width", "look"), [(WIDE, "light"), (PHONE, "dark")])
def test_every_view_shows_something_and_nothing_sticks_out(
    chromium: Any, file: Path, width: int, look: str
) -> None:
    inks = "all => all.map(n => [getComputedStyle(n).color, getComputedStyle(n).backgroundColor])"
    with opened(chromium, file, width, color_scheme=look) as desk:
        for selector in (".heat td.mark", ".cohorts td.mark", ".pill.good", "button.primary"):
            for colours in desk.page.eval_on_selector_all(selector, inks):
                low, high = sorted(map(desk.lightness, colours))
                assert (high + 0.05) / (low + 0.05) > 4, f"{selector} can't be read: {colours}"
        schemes = desk.page.eval_on_selector_all("#scheme option", "all => all.map(o => o.value)")
        for scheme in schemes:
            desk.choose_scheme(scheme)
            texts = dict(desk.page.eval_on_selector_all("[data-view]", TEXTS))
            assert len(texts) == 20
            assert [view for view, text in texts.items() if len(text) < 30] == []
            empty = dict(desk.page.eval_on_selector_all("[data-view]:has(> .empty)", TEXTS))
            assert set(empty) <= LIFETIME_VIEWS
            assert desk.page.evaluate("document.documentElement.scrollWidth") <= width, scheme
        # on paper it is light
        desk.page.emulate_media(media="print")
        paper = desk.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert desk.lightness(paper) > 0.8


def test_it_is_one_small_file_that_names_nobody_and_reaches_nowhere(
    chromium: Any, demo: Build, file: Path, folder: Path
) -> None:
    dashboard.write_page(demo.database, folder / "again.html", "")
    assert (folder / "again.html").read_bytes() == file.read_bytes()
    assert file.stat().st_size < 3_000_000
    text = file.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert text.count("</script>") == 3
    for reaching in ("http://", "https://", "src=", "@import", "url("):
        assert reaching not in text.replace("http://www.w3.org/2000/svg", ""), reaching
    people = demo.rows(
        "select customer_name, email, account_manager from segmentation.dim_customers"
    )
    assert [fact for row in people for fact in row if fact and f'"{fact}"' in text] == []
    moments = []
    for _ in range(3):
        with opened(chromium, file) as desk:
            moments.append(desk.page.evaluate("performance.getEntriesByName('ready')[0].startTime"))
    assert min(moments) < 1000


# ---- figures against SQL

SHARES = "unnest([customer_share, revenue_share])"
BY_DIMENSION = """
    select {} from segmentation.fct_sales_by_dimension where dimension = '{}'
    order by case when dimension = 'deal_size' then member_order else revenue_rank end limit 10
"""
# the figures of a view's marks, in their order, and the side that is drawn to scale
DRAWN = {
    "months": ("select revenue from segmentation.fct_sales_monthly order by month", "height"),
    **{
        dimension: (BY_DIMENSION.format("revenue", dimension), "width")
        for dimension in ("product_line", "country", "deal_size", "order_status")
    },
    "segments": (
        f"select {SHARES} from segmentation.fct_segment_summary where scheme = 'rfm' "
        "order by segment_rank, segment",
        "width",
    ),
    "quality": (
        "select count(*) from segmentation.fct_rejected_order_lines group by reason "
        "order by 1 desc",
        "width",
    ),
}


@pytest.mark.parametrize("view", DRAWN)
def test_marks_are_the_figures_of_the_mart_drawn_to_scale(
    desk: Desk, demo: Build, view: str
) -> None:
    query, side = DRAWN[view]
    found = desk.marks(view)
    assert close(numbers(found), [value for (value,) in demo.rows(query)])
    assert proportional([getattr(mark, side) for mark in found], numbers(found), 1.1)


def test_headlines_compare_the_latest_complete_month(desk: Desk, demo: Build) -> None:
    months = demo.rows("""
        select revenue, orders, customers, average_order_value,
            (customers - new_customers)::double / customers
        from segmentation.fct_sales_monthly where is_complete_month order by month desc
    """)
    now, before, year_before = months[0], months[1], months[12]
    values = "all => all.map(node => Number(node.dataset.value))"
    assert close(desk.page.eval_on_selector_all(".headline[data-value]", values), list(now))
    found = desk.page.eval_on_selector_all(".delta[data-value]", values)
    ratios = [
        float(now[at]) / float(other[at]) - 1 for at in range(4) for other in (before, year_before)
    ]
    assert close(found[:8], ratios)
    assert close(found[8:], [now[4] - before[4], now[4] - year_before[4]])


def test_months_and_members_show_other_measures_and_their_peak(desk: Desk, demo: Build) -> None:
    desk.page.locator('[data-view="months"] .choice button').nth(3).click()
    rows = demo.rows("""
        select average_order_value, month(month) = (
            select peak_season from segmentation.fct_seasonality where period = 'month_of_year'
        )
        from segmentation.fct_sales_monthly order by month
    """)
    found = desk.marks("months")
    assert close(numbers(found), [row[0] for row in rows])
    assert ["peak" in mark.kind for mark in found] == [is_peak for _, is_peak in rows]
    # seasons stand on the average
    rows = demo.rows("""
        select any_value(seasonal_index) from segmentation.fct_sales_monthly
        group by month(month) order by month(month)
    """)
    found = desk.marks("seasons")
    assert close(numbers(found), [index for (index,) in rows])
    assert proportional([mark.height for mark in found], [abs(n - 1) for n in numbers(found)], 1.1)
    assert ["peak" in mark.kind for mark in found] == [index >= 1 for (index,) in rows]
    rows = demo.rows(BY_DIMENSION.format("revenue_share, orders", "country"))
    shown = [desk.texts(f'[data-view="country"] tbody td.number:nth-child({n})') for n in (4, 5)]
    assert shown[0] == [f"{100 * float(share):.1f}\u202f%" for share, _ in rows]
    assert shown[1] == [f"{count:,}" for _, count in rows]


def test_another_scheme_has_its_own_segments_insights_and_actions(desk: Desk, demo: Build) -> None:
    for (scheme,) in demo.rows("select distinct scheme from segmentation.dim_segments"):
        desk.choose_scheme(scheme)
        rows = demo.rows(f"""
            select segment, customer_share, customers from segmentation.fct_segment_summary
            where scheme = '{scheme}' order by segment_rank, segment
        """)
        found = desk.marks("segments")[::2]
        assert [mark.row["segment"] for mark in found] == [row[0] for row in rows]
        assert close(numbers(found), [row[1] for row in rows])
        customers = desk.texts('[data-view="segments"] tbody td:nth-child(3)')
        assert customers == [f"{row[2]:,}" for row in rows]
        told = demo.rows(f"""
            select sentence from segmentation.fct_insights
            where scheme is null or scheme = '{scheme}'
        """)
        shown = desk.page.locator("[data-insight]").all_text_contents()
        assert sorted(shown) == sorted(sentence for (sentence,) in told)
        playbook = demo.rows(f"""
            select segment, action, customers from segmentation.dim_segment_actions
            inner join segmentation.fct_segment_summary using (scheme, segment)
            where scheme = '{scheme}' and customers > 0
        """)
        found = desk.page.eval_on_selector_all(
            '[data-view="actions"] li',
            """all => all.map(li => {
                const card = li.closest("article"), number = card.querySelector(".stake b");
                return [card.dataset.segment, li.querySelector("b").textContent,
                    Number(number.textContent.replace(",", ""))]; })""",
        )
        assert sorted(map(tuple, found)) == sorted(playbook)


def test_the_heatmap_is_coloured_by_money(desk: Desk, demo: Build) -> None:
    rows = demo.rows("""
        select recency_score::text || frequency_score, avg(monetary), count(*)
        from segmentation.fct_customer_rfm_scores group by 1
    """)
    found = {mark.data["cell"]: mark for mark in desk.marks("heatmap")}
    assert set(found) == {row[0] for row in rows}
    for cell, money, customers in rows:
        assert found[cell].value == pytest.approx(float(money), abs=0.005001)
        assert found[cell].words.endswith(f"{customers:,}")
    by_money = sorted(found.values(), key=lambda mark: mark.value)
    shades = [desk.lightness(mark.paper) for mark in by_money]
    assert all(a >= b - 0.003 for a, b in pairwise(shades))
    assert shades[0] > 0.7 and shades[-1] < 0.1
    # recency up, frequency to the right
    assert found["55"].y < found["15"].y and found["51"].x < found["55"].x


def test_bins_of_recency_and_frequency_hold_everybody(desk: Desk, demo: Build) -> None:
    rows = demo.rows("""
        select recency_days, frequency, segment from segmentation.fct_customer_rfm_scores
        join segmentation.fct_customer_segments using (customer_id) where scheme = 'rfm'
    """)
    width = 1 + max(row[0] for row in rows) // 30
    bins = Counter((r // width, f if f <= 8 else 8 + ceil(4 * log2(f / 8))) for r, f, _ in rows)
    found = desk.marks("recency_frequency")
    assert sorted(numbers(found)) == sorted(bins.values())
    # one column of marks for each bin of recency, one row for each of frequency
    places = [{round(mark.x, 1) for mark in found}, {round(mark.y, 1) for mark in found}]
    assert list(map(len, places)) == [len(set(bin_of)) for bin_of in zip(*bins, strict=True)]
    # the area is the number, but for dots that would be too small to see
    seen = [mark for mark in found if mark.radius > 2]
    assert proportional([mark.radius**2 for mark in seen], numbers(seen), 0.6)


def test_the_lorenz_curve_runs_below_equality(desk: Desk, demo: Build) -> None:
    rows = demo.rows("""
        select percentile, lorenz_revenue_share, gini from segmentation.fct_revenue_concentration
        where scheme = 'all' and percentile % 5 = 0 order by percentile
    """)
    found = desk.marks("concentration")
    assert close(numbers(found), [row[1] for row in rows])
    left, right, bottom, top = found[0].x, found[-1].x, found[0].y, found[-1].y
    for mark, (percentile, share, _) in zip(found, rows, strict=True):
        assert mark.x == pytest.approx(left + (right - left) * percentile / 100, abs=0.6)
        assert mark.y == pytest.approx(bottom + (top - bottom) * float(share), abs=0.6)
    assert f"Gini coefficient {rows[0][2]:.2f}" in desk.texts('[data-view="concentration"]')[0]


def test_the_mix_is_the_history_in_shares(desk: Desk, demo: Build) -> None:
    rows = demo.rows("""
        select as_of_date::text, segment, count(*),
            count(*) / sum(count(*)) over (partition by as_of_date)
        from segmentation.fct_customer_segment_history
        where scheme = 'rfm' group by as_of_date, segment
    """)
    found = {(mark.data["day"], mark.data["segment"]): mark for mark in desk.marks("segment_mix")}
    assert {key: mark.value for key, mark in found.items()} == {row[:2]: row[2] for row in rows}
    colours = {(segment, mark.fill) for (_, segment), mark in found.items()}
    assert len(colours) == len(dict(colours)) == len({fill for _, fill in colours})
    heights = [found[row[:2]].height for row in rows]
    assert proportional(heights, [float(row[3]) for row in rows], 0.7)


def test_movement_is_that_of_the_chosen_month(desk: Desk, demo: Build) -> None:
    desk.page.select_option("#migration-month", "2025-03-01")
    rows = demo.rows("""
        select customers, case
            when is_new then 'in' when later.segment_rank > before.segment_rank then 'down'
            when later.segment_rank < before.segment_rank then 'up' else 'same' end
        from segmentation.fct_segment_migrations as moves
        left join segmentation.dim_segments as before
            on moves.scheme = before.scheme and from_segment = before.segment
        left join segmentation.dim_segments as later
            on moves.scheme = later.scheme and to_segment = later.segment
        where moves.scheme = 'rfm' and month = date '2025-03-01'
    """)
    found = desk.marks("migrations")
    drawn = [(mark.value, mark.kind.replace("stream", "").strip()) for mark in found]
    assert sorted(drawn) == sorted(rows)
    rose = sum(customers for customers, kind in rows if kind == "up")
    assert f"{rose} customers rose" in desk.texts('[data-view="migrations"] .note')[0]


def test_cohorts_are_a_triangle_with_empty_cells(desk: Desk, demo: Build) -> None:
    rows = demo.rows("""
        select cohort_month::text || ' ' || months_since, retention
        from segmentation.fct_cohort_retention
    """)
    found = {mark.data["cell"]: mark for mark in desk.marks("cohorts")}
    known = {cell: float(retention) for cell, retention in rows if retention is not None}
    assert {cell: mark.value for cell, mark in found.items()} == known
    # a half may be rounded to either side
    assert all(abs(float(mark.words) - 100 * known[cell]) < 0.501 for cell, mark in found.items())
    cells = desk.page.locator('[data-view="cohorts"] tbody td:not(.number)')
    assert cells.count() == len(rows)
    assert sum(text == "" for text in cells.all_inner_texts()) == len(rows) - len(known) > 0


@pytest.mark.parametrize("campaign", ["CMP06", ""])
def test_campaigns_show_lift_interval_and_verdict(desk: Desk, demo: Build, campaign: str) -> None:
    desk.page.select_option("#campaign", campaign)
    only = f"scheme = 'rfm' and campaign_id = '{campaign}'" if campaign else "scheme = 'all'"
    rows = demo.rows(f"""
        select campaign_id, segment, verdict, absolute_lift, absolute_lift_low, absolute_lift_high
        from segmentation.fct_campaign_performance where {only} order by all
    """)
    drawn = desk.page.eval_on_selector_all(
        '[data-view="campaigns"] tbody tr',
        """all => all.map(row => { const at = (s, name) => { const node = row.querySelector(s);
            return node ? Number(node.getAttribute(name)) : null; };
            const verdict = row.querySelector(".pill").innerText.toLowerCase();
            return [row.dataset.campaign, row.dataset.segment, verdict, at(".estimate", "cx"),
                at(".whisker", "x1"), at(".whisker", "x2")]; })""",
    )
    drawn.sort(key=lambda row: row[:2])
    assert [row[:3] for row in drawn] == [list(row[:3]) for row in rows]
    pairs = list(zip(chain(*(r[3:] for r in rows)), chain(*(d[3:] for d in drawn)), strict=True))
    assert all((value is None) == (x is None) for value, x in pairs)
    points = [(float(value), x) for value, x in pairs if value is not None]
    # all on one scale
    (v0, x0), (v1, x1) = min(points), max(points)
    scaled = [x0 + (x1 - x0) * (value - v0) / (v1 - v0) for value, _ in points]
    assert [x for _, x in points] == pytest.approx(scaled, abs=0.1)


def test_the_footer_tells_what_became_of_the_lines(desk: Desk, demo: Build) -> None:
    [(run_id, read, accepted, passed, run)] = demo.rows("""
        select run_id, lines_read, lines_accepted, tests_passed, tests_run
        from segmentation.fct_pipeline_runs
    """)
    said = desk.texts("#quality")[0]
    assert run_id in said and f"{read:,} read, {accepted:,} accepted" in said
    assert f"{passed} of {run}" in said


# ---- customers


def members(demo: Build, scheme: str, condition: str = "true") -> list[str]:
    rows = demo.rows(f"""
        select customer_id from segmentation.fct_customer_segments
        join segmentation.dim_customers using (customer_id)
        where scheme = '{scheme}' and {condition} order by 1
    """)
    return [customer for (customer,) in rows]


def read_csv(raw: bytes) -> list[dict[str, str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_filters_leave_whom_they_name(desk: Desk, demo: Build) -> None:
    desk.page.click('[data-view="actions"] [data-segment="lost"] button')
    assert sorted(desk.listed()) == members(demo, "rfm", "segment = 'lost'")
    desk.page.select_option("#segment", "at_risk")
    assert sorted(desk.listed()) == members(demo, "rfm", "segment = 'at_risk'")
    desk.page.select_option("#country", "France")
    both = members(demo, "rfm", "segment = 'at_risk' and country = 'France'")
    assert sorted(desk.listed()) == both
    assert desk.texts("#found b") == [f"{len(both)} customers"]
    # the file has whom the list has, a row for each action, and by default nobody's name
    rows = read_csv(desk.downloaded())
    assert {row["customer_id"] for row in rows} == set(both)
    assert not {"customer_name", "email", "account_manager"} & set(rows[0])
    desk.page.fill("#search", both[0].lower())
    assert desk.listed() == [both[0]]
    desk.page.fill("#search", "nobody has this")
    assert desk.listed() == [] and "No customer fits" in desk.texts("#list")[0]
    assert desk.page.locator("#download").is_disabled()
    desk.page.click("#filters button[type=reset]")
    desk.choose_scheme("lifecycle")
    rows = read_csv(desk.downloaded())
    assert {row["customer_id"] for row in rows} == set(members(demo, "lifecycle"))
    assert sorted(desk.listed()) == members(demo, "lifecycle")


def test_the_list_is_sorted_by_its_heads(desk: Desk, demo: Build) -> None:
    desk.page.select_option("#segment", "vip")
    desk.page.click("#list thead button:has-text('Revenue')")
    rows = demo.rows("""
        select customer_id from segmentation.fct_customer_segments
        where scheme = 'rfm' and segment = 'vip' order by revenue desc
    """)
    assert desk.listed() == [row[0] for row in rows]
    desk.page.click("#list thead button:has-text('Revenue')")
    assert desk.listed() == [row[0] for row in reversed(rows)]


def test_what_to_do_first_is_what_gains_most_if_acting_gains_anything(
    desk: Desk, demo: Build
) -> None:
    desk.page.select_option("#segment", "at_risk")
    first = dict(demo.rows("""
        select customer_id, arg_min(action, (not (is_best_action and is_worth), action_rank))
        from (
            select *, decision in ('invest', 'automate') as is_worth
            from segmentation.fct_customer_actions where scheme = 'rfm' and segment = 'at_risk'
        ) group by customer_id
    """))
    assert len(set(first.values())) == 2
    listed = desk.listed()
    assert desk.texts("#list td.long") == [first[customer] for customer in listed]
    # no gain is told of customers who are left alone
    left_alone = demo.one("""
        select count(*) from segmentation.fct_customer_actions
        where scheme = 'rfm' and segment = 'at_risk' and is_best_action
            and decision not in ('invest', 'automate')
    """)
    assert desk.texts("#list td:nth-child(7)").count("–") == left_alone > 10


def test_only_a_run_that_allows_names_shows_them_as_make_targets_does(
    chromium: Any, changed: Changed, folder: Path
) -> None:
    page = changed(
        "release",
        "insert into fct_pipeline_runs from fct_pipeline_runs select * replace ("
        "'earlier' as run_id, started_at - interval 1 day as started_at, "
        "true as publishes_personal_data)",
    )
    # a release that is not on record allows nothing, nor does the latest run
    assert "@example.com" not in page.read_text(encoding="utf-8")
    for release in ("another", "earlier"):
        dashboard.write_page(folder / "release.duckdb", page, release)
        text = page.read_text(encoding="utf-8")
        assert f'"release_id":"{release}"' in text
        assert ("@example.com" in text) == (release == "earlier")
    write_targets(folder / "release.duckdb", "rfm", "at_risk", folder / "targets.csv")
    with opened(chromium, page) as desk:
        desk.page.select_option("#segment", "at_risk")
        # however the list is sorted, the file goes by priority
        desk.page.click("#list thead button:has-text('Revenue')")
        assert desk.downloaded() == (folder / "targets.csv").read_bytes()
        desk.page.fill("#search", "@example.com")
        assert len(desk.listed()) > 100


def test_one_customer_is_told_in_full(desk: Desk, demo: Build) -> None:
    for customer in ("C00160", "C00067"):
        desk.page.fill("#search", customer)
        desk.page.click("#list tbody button")
        said = desk.texts("#customer")[0]
        [(reason, gap, name, expected)] = demo.rows(f"""
            select reason, gap_to_better_segment, segment_name, next_order_expected_on
            from segmentation.fct_customer_segments
            join segmentation.fct_customer_metrics using (customer_id)
            where scheme = 'rfm' and customer_id = '{customer}'
        """)
        assert desk.page.locator('[data-field="reason"]').text_content() == reason
        assert name in said and (gap or "No better segment") in said
        assert f"{expected.day}\u00a0{expected:%b}\u00a0{expected.year}" in said
        for column, mart in (
            ("action", "fct_customer_actions where scheme = 'rfm' and"),
            ("product_line", "fct_customer_product_recommendations where"),
            ("product_line", "fct_customer_reorders_due where"),
        ):
            told = f"select {column} from segmentation.{mart} customer_id = '{customer}'"
            assert all(text in said for (text,) in demo.rows(told)), mart
        desk.page.keyboard.press("Escape")
        assert not desk.page.locator("#customer").is_visible()


def test_everything_has_a_name_and_works_by_keyboard(desk: Desk) -> None:
    page = desk.page
    unnamed = """all => all.filter(n => !(n.innerText || n.ariaLabel || n.labels && n.labels.length
        || n.getAttribute("aria-label") || "").toString().trim()).map(n => n.outerHTML)"""
    assert page.eval_on_selector_all("button, select, input, a, svg[tabindex]", unnamed) == []
    assert page.locator("table:not(:has(th[scope]))").count() == 0
    page.locator("#list tbody button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#customer").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('tr[data-customer]') !== null")
    page.locator('[data-view="months"] svg').focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#tip").inner_text()
    page.keyboard.press("ArrowRight")
    assert first and first != page.locator("#tip").inner_text()


# ---- what else may come


def test_nasty_text_is_only_text_and_no_cell_starts_as_a_formula(
    chromium: Any, changed: Changed
) -> None:
    nasty, cells = NASTY.replace("'", "''"), FORMULA_CELLS | {"\r": "'\r"}
    columns = {
        "dim_customers": ["customer_name", "country"],
        "dim_segments": ["segment_name", "description", "action_group"],
        "fct_segment_summary": ["segment_name"],
        "fct_customer_actions": ["action", "channel", "owner", "goal"],
        "fct_insights": ["sentence"],
        "fct_campaign_performance": ["campaign_name", "verdict_reason"],
        "fct_customer_product_recommendations": ["product_line", "reason"],
        "fct_customer_reorders_due": ["product_line"],
    }
    page = changed(
        "nasty",
        "update fct_pipeline_runs set publishes_personal_data = true",
        f"update fct_sales_by_dimension set member_name = '{nasty}' || member_name",
        *(f"update {mart} set {name} = '{nasty}'" for mart in columns for name in columns[mart]),
        *(
            f"update fct_customer_segments set reason = '{start}{n}{nasty}' "
            f"where hash(customer_id) % {len(cells)} = {n}"
            for n, start in enumerate(cells)
        ),
        f"update fct_customer_segments set gap_to_better_segment = '\"2\" nails{nasty}'",
        "update fct_customer_actions set expected_gain = -5.5",
    )
    with opened(chromium, page) as desk:
        desk.page.click("#list tbody button")
        assert NASTY in (desk.page.locator("#customer").text_content() or "")
        desk.page.keyboard.press("Escape")
        assert desk.page.evaluate("window.harmed") is None
        assert desk.page.locator("img").count() == 0
        rows = read_csv(desk.downloaded())
        for column in ("customer_name", "country", "segment_name", "action"):
            assert {row[column] for row in rows} == {"'" + NASTY}
        reasons = {f"{cell}{n}{NASTY}" for n, cell in enumerate(cells.values())}
        assert {row["reason"] for row in rows} == reasons
        assert {row["gap_to_better_segment"] for row in rows} == {'"2" nails' + NASTY}
        # a number stays one
        assert {row["expected_gain"] for row in rows} == {"-5.50"}


def test_too_many_customers_open_months_and_that_nobody_leaves_are_told(
    chromium: Any, changed: Changed, demo: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marts_of_the_page, "MOST_CUSTOMERS", 100)
    page = changed(
        "many",
        "update fct_sales_monthly set is_complete_month = false "
        "where month in ('2025-12-01', '2024-11-01')",
        "update fct_lifetime_value_model set is_chosen = model in ('nbd', 'gamma_gamma')",
    )
    everybody = demo.one("select count(*) from segmentation.fct_customer_metrics")
    worth = demo.rows("""
        select customer_id from segmentation.fct_customer_actions group by 1
        order by max(expected_gain) desc nulls last, max(expected_value) desc, customer_id limit 100
    """)
    with opened(chromium, page) as desk:
        told = f"the 100 customers with the most to gain, of {everybody:,}"
        assert told in desk.texts("#found")[0]
        assert sorted(desk.listed()) == sorted(row[0] for row in worth)
        assert sum(numbers(desk.marks("segments"))[::2]) == pytest.approx(1, abs=1e-5)
        assert sum(numbers(desk.marks("recency_frequency"))) == everybody
        # a month that is not over
        assert desk.texts('[data-view="headlines"] .lead')[0].startswith("November 2025")
        assert "no figure" in desk.texts(".deltas li")[1]
        found = desk.marks("months")
        assert [at for at, mark in enumerate(found) if "open" in mark.kind] == [22, 35]
        assert "not complete" in found[35].tip
        # customers who never leave
        said = desk.texts('[data-view="lifetime_values"]')[0]
        assert "Nobody can be told to have left" in said and "Still customers" not in said
        desk.page.locator("#list tbody button").first.click()
        person = desk.texts("#customer")[0]
        assert "Lifetime value" in person and "Likely still a customer" not in person


def test_a_company_without_customers_is_told_so(
    chromium: Any, changed: Changed, demo: Build
) -> None:
    page = changed("nobody", *(f"delete from {mart}" for mart in demo.tables()["segmentation"]))
    with opened(chromium, page) as desk:
        assert "no customers with orders" in desk.texts("#about")[0]
        assert desk.page.locator("[data-view]:has(.empty)").count() == 20


def test_customers_with_totals_only_have_no_sales(
    chromium: Any, changed: Changed, demo: Build
) -> None:
    has = {"segments", "metrics", "actions", "rfm_scores"}
    has = {f"fct_customer_{name}" for name in has} | {"fct_segment_summary", "fct_pipeline_runs"}
    marts = demo.tables()["segmentation"]
    page = changed(
        "totals",
        *(f"delete from {mart}" for mart in marts - has if not mart.startswith("dim_")),
        "update fct_customer_metrics set first_ordered_on = null, last_ordered_on = null, "
        "days_between_orders = null, lateness = null, next_order_expected_on = null",
    )
    with opened(chromium, page) as desk:
        assert desk.marks("segments") and desk.listed()
        assert "have not been computed" in desk.texts('[data-view="lifetime_values"]')[0]
        assert "no backtest" in desk.texts('[data-view="lifetime_value_backtest"]')[0]
        desk.page.locator("#list tbody button").first.click()
        assert "Why this segment" in desk.texts("#customer")[0]


def test_lifetime_values_show_with_their_error(
    chromium: Any, changed: Changed, demo: Build
) -> None:
    page = changed(
        "lifetime",
        "update fct_lifetime_value_backtest set predicted_error = "
        "case group_name when 'all' then 0.2 when '10+' then -0.5 when '3-4' then 0.5 else 0 end",
        "delete from fct_lifetime_value_backtest where group_name = 'at_risk'",
    )
    values = demo.rows("""
        select sum(lifetime_value) from segmentation.fct_customer_lifetime_value
        join segmentation.fct_customer_segments using (customer_id)
        where scheme = 'rfm' group by segment_rank order by segment_rank
    """)
    [(value, low, high, alive, least, most)] = demo.rows("""
        select lifetime_value, lifetime_value_low, lifetime_value_high, 100 * probability_alive,
            100 * probability_alive_low, 100 * probability_alive_high
        from segmentation.fct_customer_lifetime_value where customer_id = 'C00067'
    """)
    beside = '[data-view="lifetime_values"]'
    with opened(chromium, page) as desk:
        found = desk.marks("lifetime_value_backtest")
        assert numbers(found) == [0.2, 0, 0, 0, 0.5, 0, -0.5, 0, 0, 0, 0]
        assert proportional([mark.width for mark in found], [abs(n) for n in numbers(found)])
        assert found[6].x < found[0].x < found[4].x
        said = desk.texts('[data-view="lifetime_value_backtest"]')[0]
        assert "+20.0\u202f%" in said and "−50.0\u202f%" in said and "VIPs" in said
        assert "31\u00a0Dec\u00a02024 alone, against the 365 days" in said
        assert close(numbers(desk.marks("lifetime_values")), [total for (total,) in values])
        # the error stands beside the value: of all, and of the segment where it was tested
        errors = desk.texts(f"{beside} tbody td:nth-child(4)")
        assert set(errors) == {"±0.0\u202f%", "–"} and errors.count("–") == 1
        desk.page.fill("#search", "C00067")
        desk.page.click("#list tbody button")
        person = desk.texts("#customer")[0].replace("\u00a0", " ").replace("\u202f", " ")
        interval = f"90 % interval {low:,.2f} to {high:,.2f}"
        assert f"{value:,.2f} EUR within 365 days, {interval}" in person
        assert f"{alive:.1f} % ({least:.1f} % to {most:.1f} %)" in person
        assert "+20.0 % over all customers, when such a forecast was tested" in person
        desk.page.keyboard.press("Escape")
        for scheme, is_tested in (("rfm", True), ("lifecycle", False)):
            desk.choose_scheme(scheme)
            assert "was +20.0\u202f% off over all customers" in desk.texts(beside)[0]
            assert ("Tested error" in desk.texts(beside)[0]) == is_tested


def test_what_goes_wrong_is_one_sentence(
    demo: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text("the last one")
    text, part, file = tmp_path / "text.duckdb", tmp_path / "part.duckdb", tmp_path / "file"
    text.write_text("no database")
    file.write_text("")
    shutil.copy(demo.database, part)
    with duckdb.connect(str(part)) as connection:
        connection.execute("drop table segmentation.fct_insights")
    for database, to, sentence in (
        (tmp_path / "no.duckdb", page, "make build"),
        (text, page, "could not be read"),
        (part, page, "fct_insights"),
        (demo.database, file / "page.html", "could not be written"),
    ):
        assert dashboard.main(["--out", str(to), "--database", str(database)]) == 1
        assert sentence in capsys.readouterr().err
    with pytest.MonkeyPatch.context() as full:
        full.setattr(dashboard.os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        assert dashboard.main(["--out", str(page), "--database", str(demo.database)]) == 1
    assert page.read_text() == "the last one"
    assert list(tmp_path.glob("*.unfinished")) == []
    assert dashboard.main(["--out", str(page), "--database", str(demo.database)]) == 0
    assert "opens from disk" in capsys.readouterr().out


def test_a_picture_for_the_readme(chromium: Any, file: Path, tmp_path: Path) -> None:
    """Made anew in docs/ where DASHBOARD_PICTURE is set."""
    picture = tmp_path / "dashboard.png"
    with opened(chromium, file, 1280, color_scheme="light") as desk:
        clip = {"x": 0, "y": 0, "width": 1280, "height": 1700}
        desk.page.screenshot(path=picture, clip=clip, full_page=True)
    assert 30_000 < picture.stat().st_size < 400_000
    if os.environ.get("DASHBOARD_PICTURE"):
        (ROOT / "docs").mkdir(exist_ok=True)
        shutil.copy(picture, ROOT / "docs" / "dashboard.png")
