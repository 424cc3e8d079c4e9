"""Scores agree, customer by customer, with what others compute from the same values.

pandas and numpy for quantile, openretailscience for ntile. The SQL is the package's own, compiled
by dbt for each setting and run on many sets of values.
"""

import datetime
import random
from collections.abc import Callable

import duckdb
import numpy
import pandas
import pytest
from openretailscience.segmentation.rfm import RFMSegmentation

from dbt_runs import Build

MODEL = "compiled/customer_segmentation/models/intermediate/customers/int_customers_measured.sql"
TODAY = datetime.date(2025, 6, 30)
VALUES = {
    "recency_score": "recency_days",
    "frequency_score": "frequency",
    "monetary_score": "monetary",
}
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


@pytest.fixture(scope="session", params=SETTINGS)
def compiled(request: pytest.FixtureRequest, build: Callable[..., Build]) -> tuple[str, str]:
    """The name of the settings, and the model compiled for them."""
    settings = SETTINGS[request.param]
    result = build(command="compile", options=["--select", "int_customers_measured"], **settings)
    assert result.ok, result.said[-3000:]
    return request.param, (result.target / MODEL).read_text(encoding="utf-8")


def scored(model: str, totals: str, customers: pandas.DataFrame) -> pandas.DataFrame:
    """Run the compiled model on values; the result is in the order of customer_id.

    `totals` are the columns of int_customers_totalled with their types.
    """
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as working")
        connection.execute("create schema working.segmentation_work")
        connection.register("given", customers)
        connection.execute(f"create table {TOTALLED} ({totals})")
        connection.execute(TOTALS)
        connection.execute(
            "create view working.segmentation_work.int_score_bounds as select 1 as nothing"
        )
        return connection.execute(f"from ({model}) order by customer_id").df()


def worst_to_best(customers: pandas.DataFrame, column: str) -> pandas.DataFrame:
    """Sort so that the first of equal values is the lowest customer_id."""
    better_is_more = column != "recency_days"
    return customers.sort_values([column, "customer_id"], ascending=[better_is_more, True])


def test_scores_agree_with_the_peers(
    compiled: tuple[str, str], datasets: dict[str, pandas.DataFrame], demo: Build
) -> None:
    settings, model = compiled
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


def agrees_with_qcut_of_first_ranks(
    customers: pandas.DataFrame, scores: pandas.DataFrame
) -> set[str]:
    for score, column in VALUES.items():
        ordered = worst_to_best(customers, column)
        ranks = ordered[column].rank(method="first", ascending=column != "recency_days")
        assert ranks.tolist() == list(range(1, len(ordered) + 1))
        fifths = pandas.qcut(ranks, 5, labels=[1, 2, 3, 4, 5]).set_axis(ordered.customer_id)
        assert fifths.sort_index().tolist() == scores[score].tolist(), column
    return set(VALUES)


def agrees_with_openretailscience(
    customers: pandas.DataFrame, scores: pandas.DataFrame
) -> set[str]:
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
    return pandas.DataFrame(
        [
            {
                "customer_id": row.customer_id,
                "transaction_id": f"{row.customer_id}-{order}",
                "transaction_date": today - pandas.Timedelta(row.recency_days, "D"),
                "unit_spend": 0.0 if order else row.monetary,
            }
            for row in customers.itertuples()
            for order in range(row.frequency)
        ]
    )
