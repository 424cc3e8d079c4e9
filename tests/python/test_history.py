"""Customers as they were on an earlier day: the same as a build that looked at them on that day."""

import json
from collections.abc import Callable

import duckdb
import pytest

from dbt_runs import Build
from project_files import ROOT

# the day before a campaign of the demo started
DAY = "2024-09-15"
# a model of today, and the same of earlier days
PAIRS = {
    "int_customers_measured": "int_history_measured",
    "int_customers_scored": "int_history_scored",
    "int_customers_segmented": "int_history_segmented",
}
TODAY = ("--exclude-resource-types", "test", "unit_test")


def differing(then: Build, now: Build, model: str, history: str) -> list[tuple]:
    """Return the rows that only one of the two has, in the columns of the history."""
    with duckdb.connect() as connection:
        for name, result in (("past", then), ("present", now)):
            connection.execute(f"attach '{result.database}' as {name} (read_only)")
        columns = connection.execute(
            "select string_agg(column_name order by column_index) from duckdb_columns() "
            f"where database_name = 'present' and table_name = '{history}'"
        ).fetchone()[0]
        built_then = f"select {columns} from past.segmentation_work.{model}"
        seen_now = (
            f"select {columns} from present.segmentation_work.{history} "
            f"where as_of_date = date '{DAY}'"
        )
        assert connection.execute(f"select count(*) from ({built_then})").fetchone()[0] > 500
        return connection.execute(
            f"({built_then} except {seen_now}) union all ({seen_now} except {built_then})"
        ).fetchall()


@pytest.fixture(scope="module", params=[None, 12], ids=["all orders", "twelve months"])
def past_and_present(
    request: pytest.FixtureRequest, build: Callable[..., Build]
) -> tuple[Build, Build]:
    """Build the demo as of that day, and as of its last day, with and without a look-back."""
    settings = {"lookback_months": request.param}
    selected = ("--select", "+int_customers_segmented", "+int_campaign_segments", *TODAY)
    past = build(options=selected, as_of_date=DAY, **settings)
    present = build(options=selected, **settings)
    assert past.ok and present.ok, past.said[-2000:] + present.said[-2000:]
    return past, present


@pytest.mark.parametrize("model", PAIRS)
def test_customers_of_an_earlier_day_are_those_of_a_build_on_that_day(
    past_and_present: tuple[Build, Build], model: str
) -> None:
    assert differing(*past_and_present, model, PAIRS[model]) == []


def test_history_knows_the_campaigns_that_had_started(
    past_and_present: tuple[Build, Build],
) -> None:
    past, present = past_and_present
    campaigns = "select count(distinct campaign_id) from segmentation_work.int_campaign_segments"
    assert (past.one(campaigns), present.one(campaigns)) == (4, 6)


MONTH_END = "2025-06-30"
SAID_THEN = """
    select scheme, segments.customer_id, segment, recency_score, frequency_score, monetary_score
    from segmentation.fct_customer_segments as segments
    inner join segmentation.fct_customer_rfm_scores using (customer_id)
    order by all
"""
SAID_NOW = f"""
    select scheme, customer_id, segment, recency_score, frequency_score, monetary_score
    from segmentation.fct_customer_segment_history
    where as_of_date = date '{MONTH_END}'
    order by all
"""


def test_history_of_a_month_is_what_a_build_on_its_last_day_says(
    demo: Build, build: Callable[..., Build]
) -> None:
    """The demo has orders after that day: they change nothing that is said of it."""
    marts = ("--select", "+fct_customer_segments", "+fct_customer_rfm_scores", *TODAY)
    then = build(options=marts, as_of_date=MONTH_END)
    assert then.ok, then.said[-2000:]
    later = f"select count(*) from segmentation.fct_order_lines where ordered_on > '{MONTH_END}'"
    assert demo.one(later) > 1000
    assert len(then.rows(SAID_THEN)) > 5 * 900
    assert then.rows(SAID_THEN) == demo.rows(SAID_NOW)


def test_scores_frozen_on_a_day_are_those_of_the_day(build: Callable[..., Build]) -> None:
    """On the frozen day nothing changes; on others the bands of that day hold."""
    selected = ("--select", "+int_segment_history", *TODAY)
    moving = build(options=selected)
    frozen = build(
        options=selected, history_thresholds="frozen", history_frozen_on=MONTH_END
    )
    assert moving.ok and frozen.ok, frozen.said[-2000:]
    scores = """
        select customer_id, recency_days, frequency, monetary::varchar,
            recency_score, frequency_score, monetary_score
        from segmentation_work.int_history_scored where as_of_date = date '{}' order by all
    """
    assert frozen.rows(scores.format(MONTH_END)) == moving.rows(scores.format(MONTH_END))
    assert frozen.rows(scores.format("2025-12-31")) != moving.rows(scores.format("2025-12-31"))
    by_value = """
        select count(*) from (
            select {value} from segmentation_work.int_history_scored
            group by {value} having count(distinct {score}) > 1
        )
    """
    for value, score in (
        ("recency_days", "recency_score"),
        ("frequency", "frequency_score"),
        ("monetary", "monetary_score"),
    ):
        assert frozen.one(by_value.format(value=value, score=score)) == 0


def test_planted_accounts_move_in_their_direction(demo: Build) -> None:
    """Accounts planted to rise and to decline: the sum of their scores over the last year."""
    truth = json.loads((ROOT / "tests/fixtures/demo_planted_truth.json").read_text("utf-8"))
    total = "max(recency_score + frequency_score + monetary_score)"
    changes = dict(
        demo.rows(f"""
            select customer_id,
                {total} filter (where as_of_date = date '2025-12-31')
                - {total} filter (where as_of_date = date '2024-12-31')
            from segmentation.fct_customer_segment_history
            where scheme = 'rfm'
            group by customer_id
        """)
    )
    rising, declining = (
        [changes[customer] for customer in truth[name]]
        for name in ("rising_customers", "declining_customers")
    )
    assert len(rising) == len(declining) == 25
    assert sum(change > 0 for change in rising) > 12 and min(rising) >= 0
    assert sum(change < 0 for change in declining) > 12
    assert sum(change > 0 for change in declining) < 5
