"""Customers as they were on an earlier day: the same as a build that looked at them on that day."""


import duckdb
import pytest

from dbt_runs import OWN_LINES, Build, Builder, Row, line
from replay import Replay

# the day before a campaign of the demo started
DAY = "2024-09-15"
# a model of today, and the same of earlier days
PAIRS = {
    "int_customers_measured": "int_history_measured",
    "int_customers_segmented": "int_history_segmented",
}
TODAY = ("--exclude-resource-types", "test", "unit_test")


def later_than(day: str) -> str:
    """Return what leaves the demo as it was on a day: it has lines on every day."""
    return f"delete from segmentation_demo.demo_order_lines where left(ordered_at, 10) > '{day}'"


@pytest.fixture(scope="module")
def with_a_lookback(build: Builder) -> Replay:
    models = [*PAIRS, *PAIRS.values()]
    options = ("--select", *(f"+{model}" for model in models), *TODAY)
    result = build(options=options, lookback_months=12)
    assert result.ok, result.said[-2000:]
    return Replay(result, models)


@pytest.mark.parametrize("model", PAIRS)
def test_an_earlier_day_is_that_of_a_build_on_that_day(with_a_lookback: Replay, model: str) -> None:
    with with_a_lookback.on():
        columns = with_a_lookback.one(f"""
            select string_agg(column_name, ', ' order by column_name) from (
                select column_name from duckdb_columns()
                where table_name in ('{model}', '{PAIRS[model]}')
                group by column_name having count(*) = 2
            )
        """)
        seen = f"select {columns} from segmentation_work.{PAIRS[model]} where as_of_date = '{DAY}'"
        seen_now = with_a_lookback.rows(seen)
    with with_a_lookback.on(changes=later_than(DAY)):
        built_then = with_a_lookback.rows(f"select {columns} from segmentation_work.{model}")
    assert columns.count(",") >= 3 and len(built_then) > 500
    assert sorted(map(str, seen_now)) == sorted(map(str, built_then))


MONTH_END = "2024-06-30"
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
EARLIER = f"""
    select as_of_date, scheme, customer_id, segment, recency_score, frequency_score, monetary_score,
        revenue, valid_from
    from segmentation.fct_customer_segment_history
    where as_of_date between date '2024-01-31' and date '{MONTH_END}' order by all
"""


@pytest.fixture(scope="module")
def half_year_ago(demo: Build) -> dict[str, list[Row]]:
    """What the demo said at a month end that the history of today reaches."""
    marts = ["fct_customer_segment_history", "fct_customer_segments", "fct_customer_rfm_scores"]
    replay = Replay(demo, marts)
    with replay.on(changes=later_than(MONTH_END)):
        return {query: replay.rows(query) for query in (SAID, EARLIER)}


def test_history_says_what_was_said_and_later_orders_change_no_row(
    demo: Build, half_year_ago: dict[str, list[Row]]
) -> None:
    for query, now in ((SAID, TOLD.format(MONTH_END)), (EARLIER, EARLIER)):
        rows = demo.rows(now)
        assert sorted(rows, key=str) == sorted(half_year_ago[query], key=str)
        assert len(rows) > 2_500
    assert len({row[0] for row in half_year_ago[SAID]}) == 5
    assert len({row[0] for row in rows}) == 6


def test_frozen_bands_give_their_day(build: Builder, half_year_ago: dict[str, list[Row]]) -> None:
    options = ("--select", "+fct_customer_segment_history", *TODAY)
    frozen = build(options=options, history_thresholds="frozen", history_frozen_on=MONTH_END)
    assert frozen.ok, frozen.said[-2000:]
    assert sorted(half_year_ago[SAID]) == sorted(frozen.rows(TOLD.format(MONTH_END)))


def test_bands_of_a_day_without_customers_stop_the_build(build: Builder) -> None:
    day, judge = "2022-12-31", "assert_somebody_had_bought_by_the_frozen_day"
    result = build(
        options=("--select", "+int_history_dates", judge, "+int_orders_by_day"),
        history_thresholds="frozen",
        history_frozen_on=day,
    )
    assert not result.ok
    assert f"history_frozen_on is {day}; allowed: a day with purchases before it" in result.said


def test_late_and_cancelled_orders_are_restated(build: Builder) -> None:
    """Three builds on one database: the second finds an order late and one cancelled."""
    days = [("A", "2025-01-05"), ("A", "2025-02-05"), ("B", "2025-01-10"), ("C", "2025-01-20"),
            ("C", "2025-02-20"), ("C", "2025-03-31"), ("D", "2025-02-25")]
    lines = [line(f"{who}/{day}", who, day, "10.00", order_status="shipped") for who, day in days]
    only = ("--select", "+fct_segment_restatements", *TODAY)
    restated = """
        select customer_id, as_of_date::varchar, scheme, said_segment, restated_segment, version
        from segmentation.fct_segment_restatements
        where said_at < restated_at
    """

    def history(result: Build) -> dict[Row, str]:
        rows = "select customer_id, as_of_date::varchar, scheme, segment"
        found = result.rows(f"{rows} from segmentation.fct_customer_segment_history")
        return {row[:3]: row[3] for row in found}

    def again(before: Build) -> Build:
        options = [*OWN_LINES, *only]
        return build(database=before.database, order_lines="raw.order_lines", options=options)

    first = build(lines, options=only)
    assert first.ok, first.said[-2000:]
    assert first.rows(restated) == []
    before = history(first)
    with duckdb.connect(str(first.database)) as connection:
        connection.execute("""
            insert into raw.order_lines by name select 'late' as order_id, 'B' as customer_id,
                '2025-02-27' as ordered_at, '99.00' as line_amount;
            update raw.order_lines set order_status = 'cancelled' where customer_id = 'D'
        """)
    second = again(first)
    found, after = second.rows(restated), history(second)
    expected = [
        (*key, segment, after.get(key), 1)
        for key, segment in before.items() if after.get(key) != segment
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)
    # D is not in the history any more, and B was there more lately than was said
    assert ("D", "2025-02-28", "customer_group", "unknown", None, 1) in found
    assert [row for row in found if row[:3] == ("B", "2025-02-28", "rfm")]
    assert not [row for row in found if row[1] == "2025-01-31"]
    assert sorted(again(second).rows(restated), key=str) == sorted(found, key=str)
