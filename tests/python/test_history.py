"""Customers as they were on an earlier day: the same as a build that looked at them on that day."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dbt_runs import OWN_LINES, Build, run_dbt, write_lines
from project_files import ROOT

# the day before a campaign of the demo started
DAY = "2024-09-15"
# a model of today, and the same of earlier days
PAIRS = {
    "int_customers_measured": "int_history_measured",
    "int_customers_segmented": "int_history_segmented",
}
TODAY = ("--exclude-resource-types", "test", "unit_test")


def differing(then: Build, now: Build, model: str, history: str) -> list[tuple]:
    """Return the rows that only one of the two has, in the columns that both models have."""
    with duckdb.connect() as connection:
        # a view names the database that it was made in
        for name, result in (("past", then), ("working", now)):
            connection.execute(f"attach '{result.database}' as {name} (read_only)")
        columns, count = connection.execute(
            "select string_agg(column_name), count(*) from ("
            "select column_name from duckdb_columns() where "
            f"(database_name, table_name) in (('working', '{history}'), ('past', '{model}')) "
            "group by column_name having count(*) = 2)"
        ).fetchone()
        assert count >= 4
        built_then = f"select {columns} from past.segmentation_work.{model}"
        seen_now = (
            f"select {columns} from working.segmentation_work.{history} "
            f"where as_of_date = date '{DAY}'"
        )
        assert connection.execute(f"select count(*) from ({built_then})").fetchone()[0] > 500
        return connection.execute(
            f"({built_then} except {seen_now}) union all ({seen_now} except {built_then})"
        ).fetchall()


@pytest.fixture(scope="module")
def past_and_present(build: Callable[..., Build]) -> tuple[Build, Build]:
    """Build the demo as of that day, and as of its last day, both with a look-back."""
    selected = ("--select", "+int_customers_segmented", "+int_campaign_groups_compared", *TODAY)
    past = build(options=selected, as_of_date=DAY, lookback_months=12)
    present = build(options=selected, lookback_months=12)
    assert past.ok and present.ok, past.said[-2000:] + present.said[-2000:]
    return past, present


@pytest.mark.parametrize("model", PAIRS)
def test_customers_of_an_earlier_day_are_those_of_a_build_on_that_day(
    past_and_present: tuple[Build, Build], model: str
) -> None:
    assert differing(*past_and_present, model, PAIRS[model]) == []


def test_history_reaches_back_as_far_as_the_data(past_and_present: tuple[Build, Build]) -> None:
    """Complete months, eves of campaigns and the end of the backtest, whatever the look-back."""
    for result, months in zip(past_and_present, (20, 24), strict=True):
        ends = "select count(*) from segmentation_work.int_history_dates where is_month_end"
        assert result.one(ends) == months
        others = result.rows(
            "select as_of_date from segmentation_work.int_history_dates where not is_month_end"
        )
        expected = result.rows("""
            select starts_on::date - 1 from segmentation_demo.demo_campaigns
            where starts_on::date - 1
                <= (select as_of_date from segmentation_work.int_as_of_dates)
            union
            select ends_on from segmentation_work.int_fit_dates where fit = 'calibration'
            except
            select as_of_date from segmentation_work.int_history_dates where is_month_end
        """)
        assert sorted(others) == sorted(expected) and len(expected) in (5, 6, 7)


MONTH_END = "2024-06-30"
SELECTED = (
    *("--select", "+fct_customer_segment_history", "+fct_customer_segments"),
    *("+fct_customer_rfm_scores", *TODAY),
)
# what was said on a day, and what the history says of it now
SAID = """
    select segments.scheme, segments.customer_id, segments.segment, segments.revenue::varchar,
        scores.recency_score, scores.frequency_score, scores.monetary_score
    from segmentation.fct_customer_segments as segments
    inner join segmentation.fct_customer_rfm_scores as scores using (customer_id)
"""
TOLD = """
    select scheme, customer_id, segment, revenue::varchar,
        recency_score, frequency_score, monetary_score
    from segmentation.fct_customer_segment_history where as_of_date = date '{}'
"""


@pytest.fixture(scope="module")
def half_year_ago(build: Callable[..., Build]) -> Build:
    """The demo as of a month end that the history of today reaches."""
    result = build(options=SELECTED, as_of_date=MONTH_END)
    assert result.ok, result.said[-2000:]
    return result


def test_history_says_what_was_said_in_every_scheme(demo: Build, half_year_ago: Build) -> None:
    said, told = half_year_ago.rows(SAID), demo.rows(TOLD.format(MONTH_END))
    assert len({row[0] for row in said}) == 5
    assert len(said) > 2_500
    assert sorted(said) == sorted(told)


def test_later_orders_change_no_earlier_row(demo: Build, half_year_ago: Build) -> None:
    columns = "as_of_date, scheme, customer_id, segment, recency_score, frequency_score"
    rows = f"""
        select {columns}, monetary_score, revenue, valid_from
        from segmentation.fct_customer_segment_history
        where as_of_date between date '2024-01-31' and date '{MONTH_END}' order by all
    """
    assert len({row[0] for row in demo.rows(rows)}) == 6
    assert demo.rows(rows) == half_year_ago.rows(rows)


@pytest.fixture(scope="module")
def frozen(build: Callable[..., Build]) -> Build:
    """The demo with the bands of that month end for all months."""
    result = build(
        options=("--select", "+fct_customer_segment_history", *TODAY),
        history_thresholds="frozen",
        history_frozen_on=MONTH_END,
    )
    assert result.ok, result.said[-2000:]
    return result


def test_frozen_bands_reproduce_the_day_they_are_cut_on(
    frozen: Build, half_year_ago: Build
) -> None:
    assert sorted(half_year_ago.rows(SAID)) == sorted(frozen.rows(TOLD.format(MONTH_END)))


def test_with_frozen_bands_who_does_not_change_keeps_the_score(frozen: Build, demo: Build) -> None:
    changed = """
        with scored as (
            select customer_id, as_of_date, frequency, monetary,
                position.frequency_score, position.monetary_score
            from segmentation_work.int_history_measured as measured
            inner join segmentation_work.int_history_positions as position
                using (customer_id, as_of_date)
        )
        select count(*), count(case when now.frequency_score <> before.frequency_score
            or now.monetary_score <> before.monetary_score then 1 end)
        from scored as now
        inner join scored as before
            on now.customer_id = before.customer_id and now.frequency = before.frequency
            and now.monetary = before.monetary and now.as_of_date > before.as_of_date
    """
    [(pairs, moved)] = frozen.rows(changed)
    assert pairs > 50_000 and moved == 0
    # with moving ones the others' orders move those who don't change
    assert demo.rows(changed)[0][1] > 1_000


def test_bands_of_a_day_without_customers_stop_the_build(build: Callable[..., Build]) -> None:
    day = "2022-12-31"
    result = build(
        options=("--select", "+int_history_dates", "assert_somebody_had_bought_by_the_frozen_day",
                 "+int_orders_by_day"),
        history_thresholds="frozen",
        history_frozen_on=day,
    )
    assert not result.ok
    sentence = f"segmentation_history_frozen_on is {day}; allowed: a day with purchases before it"
    assert sentence in result.said


def test_planted_accounts_move_in_the_planted_direction(demo: Build) -> None:
    """The sum of the three scores at the last month end, less that of a year before."""
    truth = json.loads((ROOT / "tests/fixtures/demo_planted_truth.json").read_text())
    changes = dict(demo.rows("""
        select now.customer_id, now.recency_score + now.frequency_score + now.monetary_score
            - before.recency_score - before.frequency_score - before.monetary_score
        from segmentation.fct_customer_segment_history as now
        inner join segmentation.fct_customer_segment_history as before
            using (scheme, customer_id)
        where now.scheme = 'rfm' and now.as_of_date = date '2025-12-31'
            and before.as_of_date = date '2024-12-31'
    """))
    planted = {
        kind: [changes[customer] for customer in truth[f"{kind}_customers"] if customer in changes]
        for kind in ("rising", "declining")
    }
    assert min(map(len, planted.values())) >= 20
    rising, declining = (sum(found) / len(found) for found in planted.values())
    everybody = sum(changes.values()) / len(changes)
    assert rising > everybody + 0.5 and declining < everybody - 0.5
    assert sum(change > 0 for change in planted["rising"]) > len(planted["rising"]) / 2
    assert sum(change < 0 for change in planted["declining"]) > len(planted["declining"]) / 2


def test_value_of_a_segment_is_that_of_the_chain(demo: Build) -> None:
    """Twelve steps of the matrix that the history gives, in floating point."""
    moves = demo.rows("""
        select history.scheme, history.segment, later.segment, count(*), sum(coalesce(brought, 0))
        from segmentation.fct_customer_segment_history as history
        left join segmentation.fct_customer_segment_history as later
            on history.scheme = later.scheme and history.customer_id = later.customer_id
            and later.as_of_date = last_day(history.as_of_date + interval 1 day)
        left join (
            select customer_id, last_day(ordered_on) as as_of_date, sum(line_amount) as brought
            from segmentation.fct_order_lines where is_counted group by all
        ) as months
            on history.customer_id = months.customer_id
            and months.as_of_date = last_day(history.as_of_date + interval 1 day)
        where history.as_of_date < date '2025-12-31'
        group by all
    """)
    steps: dict[tuple, dict] = {}
    for scheme, segment, later, customers, brought in moves:
        steps.setdefault((scheme, segment), {})[later] = (customers, float(brought))
    discount = 1.1 ** (-1 / 12)
    values = dict.fromkeys(steps, 0.0)
    for _ in range(12):
        values = {
            (scheme, segment): discount
            * sum(
                brought + customers * values.get((scheme, later), 0.0)
                for later, (customers, brought) in after.items()
            )
            / sum(customers for customers, _ in after.values())
            for (scheme, segment), after in steps.items()
        }
    summary = "select scheme, segment, expected_value from segmentation.fct_segment_summary"
    told = {(scheme, segment): float(value) for scheme, segment, value in demo.rows(summary)}
    assert len(told) == 29
    assert told == pytest.approx(values, abs=0.02)


def test_late_and_cancelled_orders_are_restated(package: Path, tmp_path: Path) -> None:
    """Three builds on one database: the second finds an order late and one cancelled."""
    line = {"line_amount": "10.00", "order_status": "shipped"}
    days = [("A", "2025-01-05"), ("A", "2025-02-05"), ("B", "2025-01-10"), ("C", "2025-01-20"),
            ("C", "2025-02-20"), ("C", "2025-03-31"), ("D", "2025-02-25")]
    lines = [{**line, "order_id": f"{who}/{day}", "customer_id": who, "ordered_at": day}
             for who, day in days]
    database = tmp_path / "said.duckdb"
    write_lines(database, lines, {})
    built = []

    def run() -> Build:
        settings = json.dumps({"segmentation_order_lines": "raw.order_lines"})
        only = ("--select", "+fct_segment_restatements", *OWN_LINES, "--exclude-resource-types",
                "test", "unit_test")
        result = run_dbt(package, ["build", "--vars", settings, *only], database,
                         tmp_path / "target", "SEGMENTATION_DUCKDB_PATH")
        assert result.ok, result.said[-2000:]
        rows = "select customer_id, as_of_date::varchar, scheme, segment"
        history = {row[:3]: row[3] for row in result.rows(
            f"{rows} from segmentation.fct_customer_segment_history")}
        built.append(history)
        return result

    restated = """
        select customer_id, as_of_date::varchar, scheme, said_segment, restated_segment, version
        from segmentation.fct_segment_restatements
        where said_at < restated_at
    """
    assert run().rows(restated) == []
    assert run().rows(restated) == []
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "insert into raw.order_lines by name select 'late' as order_id, 'B' as customer_id, "
            "'2025-02-27' as ordered_at, '99.00' as line_amount"
        )
        connection.execute(
            "update raw.order_lines set order_status = 'cancelled' where customer_id = 'D'"
        )
    found = run().rows(restated)
    before, after = built[1], built[2]
    expected = [
        (*key, segment, after.get(key), 1)
        for key, segment in before.items() if after.get(key) != segment
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)
    # D is not in the history any more, and B was there more lately than was said
    assert ("D", "2025-02-28", "customer_group", "unknown", None, 1) in found
    assert [row for row in found if row[:3] == ("B", "2025-02-28", "rfm")]
    assert not [row for row in found if row[1] == "2025-01-31"]
    assert sorted(run().rows(restated), key=str) == sorted(found, key=str)
