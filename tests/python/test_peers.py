"""Scores agree, customer by customer, with what others compute from the same values."""

import datetime
import random

import duckdb
import numpy
import pandas
import pytest
from openretailscience.segmentation.rfm import RFMSegmentation

from dbt_runs import Build, Builder

MODEL = "compiled/customer_segmentation/models/intermediate/customers/int_customers_measured.sql"
TODAY = datetime.date(2025, 6, 30)
VALUES = {"recency_score": "recency_days", "frequency_score": "frequency",
          "monetary_score": "monetary"}
TOTALLED = "working.segmentation_work.int_customers_totalled"
# what scores don't look at is null
TOTALS = f"""
    insert into {TOTALLED} by name
    select
        customer_id, date '2025-06-30' as as_of_date, frequency as orders, 1 as order_days,
        monetary as revenue, 0 as refunds, 0 as recent_revenue, 0 as recent_orders, 0 as gap_days,
        date '2025-06-30' - recency_days::integer as first_ordered_on,
        date '2025-06-30' - recency_days::integer as last_ordered_on
    from given
"""
SETTINGS = {
    "quantile, shared": {"score_method": "quantile", "score_ties": "shared", "score_buckets": 5},
    "quantile, broken": {"score_method": "quantile", "score_ties": "broken", "score_buckets": 5},
    "ntile": {"score_method": "ntile", "score_buckets": 10},
}


def random_customers(seed: int, customers: int, spread: int) -> pandas.DataFrame:
    """Return values of which many are equal, in a random order of rows."""
    draw = random.Random(seed)
    names = [f"C{number:04}" for number in range(customers)]
    draw.shuffle(names)
    rows = [
        (name, draw.randrange(spread), draw.randint(1, 1 + spread // 8), draw.randrange(spread))
        for name in names
    ]
    columns = ["customer_id", "recency_days", "frequency", "monetary"]
    return pandas.DataFrame(rows, columns=columns).astype({"monetary": float})


@pytest.fixture(scope="session")
def datasets(demo: Build) -> dict[str, pandas.DataFrame]:
    query = "select customer_id, recency_days, frequency, monetary::double as monetary from {}"
    with duckdb.connect(str(demo.database), read_only=True) as connection:
        found = connection.sql(query.format("segmentation.fct_customer_rfm_scores")).df()
    return {
        "demo": found,
        "11 customers": random_customers(11, 11, 40),
        **{f"random {seed}": random_customers(seed, 50 + 37 * seed, 60) for seed in range(1, 6)},
        "mostly ties": random_customers(6, 203, 9),
    }


def scored(model: str, totals: str, customers: pandas.DataFrame) -> pandas.DataFrame:
    """Run the compiled model on values; the result is in the order of customer_id."""
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as working")
        connection.execute("create schema working.segmentation_work")
        connection.register("given", customers)
        connection.execute(f"create table {TOTALLED} ({totals})")
        connection.execute(TOTALS)
        bounds = "working.segmentation_work.int_score_bounds"
        connection.execute(f"create view {bounds} as select 1 as nothing")
        return connection.execute(f"from ({model}) order by customer_id").df()


@pytest.mark.parametrize("settings", SETTINGS)
def test_scores_agree_with_the_peers(
    settings: str, build: Builder, datasets: dict[str, pandas.DataFrame], demo: Build
) -> None:
    asked = SETTINGS[settings]
    result = build(command="compile", options=["--select", "int_customers_measured"], **asked)
    assert result.ok, result.said[-3000:]
    model = (result.target / MODEL).read_text(encoding="utf-8")
    columns = demo.rows("""
        select column_name, data_type from information_schema.columns
        where table_name = 'int_customers_totalled'
    """)
    totals = ", ".join(f"{column} {kind}" for column, kind in columns)
    agree = {
        "quantile, shared": agrees_with_qcut_and_numpy,
        "quantile, broken": agrees_with_qcut_of_first_ranks,
        "ntile": agrees_with_openretailscience,
    }[settings]
    compared = {
        name: agree(values, scored(model, totals, values)) for name, values in datasets.items()
    }
    assert set.union(*compared.values()) == set(VALUES)
    assert compared["demo"] >= {"recency_score", "monetary_score"}


def agrees_with_qcut_and_numpy(customers: pandas.DataFrame, scores: pandas.DataFrame) -> set[str]:
    """Return which scores qcut could cut as well; it can't where two cuts are equal."""
    customers = customers.sort_values("customer_id")
    cut = set()
    for score, column in VALUES.items():
        values, actual = customers[column], scores[score].tolist()
        cuts = numpy.percentile(values, [20, 40, 60, 80], method="linear")
        labels = [5, 4, 3, 2, 1] if column == "recency_days" else [1, 2, 3, 4, 5]
        # as many cuts as there are below the value
        assert actual == [labels[n] for n in numpy.searchsorted(cuts, values, side="left")], column
        if len({min(values), max(values), *cuts}) == 6:
            assert pandas.qcut(values, 5, labels=labels).tolist() == actual, column
            cut.add(score)
    return cut


def agrees_with_qcut_of_first_ranks(customers: pandas.DataFrame, scores: pandas.DataFrame) -> set:
    for score, column in VALUES.items():
        # worst to best, of equal values the lowest customer_id first
        directions = [column != "recency_days", True]
        ordered = customers.sort_values([column, "customer_id"], ascending=directions)
        ranks = ordered[column].rank(method="first", ascending=column != "recency_days")
        assert ranks.tolist() == list(range(1, len(ordered) + 1))
        fifths = pandas.qcut(ranks, 5, labels=[1, 2, 3, 4, 5]).set_axis(ordered.customer_id)
        assert fifths.sort_index().tolist() == scores[score].tolist(), column
    return set(VALUES)


def agrees_with_openretailscience(customers: pandas.DataFrame, scores: pandas.DataFrame) -> set:
    """It breaks ties by customer_id as well, and counts its ten buckets from 0."""
    peer = RFMSegmentation(transactions(customers), current_date=TODAY).df.sort_index()
    assert peer.index.tolist() == scores.customer_id.tolist()
    for score, column in VALUES.items():
        assert peer[column].tolist() == scores[column].astype(float).tolist(), column
        assert (peer[f"{score[0]}_score"] + 1).tolist() == scores[score].tolist(), column
    return set(VALUES)


def transactions(customers: pandas.DataFrame) -> pandas.DataFrame:
    """Return one row an order that add up to the values: all on one day, all money in the first."""
    today = pandas.Timestamp(TODAY)
    rows = [
        (row.customer_id, f"{row.customer_id}-{order}",
         today - pandas.Timedelta(row.recency_days, "D"), 0.0 if order else row.monetary)
        for row in customers.itertuples()
        for order in range(row.frequency)
    ]
    columns = ["customer_id", "transaction_id", "transaction_date", "unit_spend"]
    return pandas.DataFrame(rows, columns=columns)
