"""Customers as they were on an earlier day: the same as a build that looked at them on that day."""

from collections.abc import Callable

import duckdb
import pytest

from dbt_runs import Build

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


def test_history_reaches_back_as_far_as_the_data(past_and_present: tuple[Build, Build]) -> None:
    """The last build knows all campaigns, the earlier one only those that had started by then."""
    past, present = past_and_present
    days = "select count(*) from segmentation_work.int_history_dates"
    assert (past.one(days), present.one(days)) == (4, 6)
