"""How often the intervals of lifetime value hold the truth: companies drawn from known parameters.

`python tests/python/value_coverage.py 200 1000` draws 200 companies of 1,000 customers each and
runs the SQL that a build compiled (target/compiled, so after a `dbt compile` or `dbt build`) on
all of them at once: to the models each company is a fit. The truth is what the same SQL expects by
the parameters that the companies were drawn from; that it computes the expectation right is for
tests/python/test_lifetime_value.py to say.
"""

import random
import re
import sys
from pathlib import Path

import duckdb

FITTED = (
    "int_fit_samples", "int_purchase_terms", "int_purchase_fits", "int_fits_chosen",
    "int_spending_fits",
)
EXPECTED = (
    "int_dropout_nodes", "int_orders_ahead", "int_customer_estimates", "int_customer_values",
)
# r, alpha in days, a, b; p, q, v in money
ORDERS = {"r": 0.8, "alpha": 60.0, "a": 0.8, "b": 4.0}
SPENDING = {"p": 4.0, "q": 4.0, "v": 40.0}
AGES = (90, 200, 310, 420, 530, 640)


def query(target: Path, name: str) -> str:
    """Return the compiled SQL of a model, which reads tables of the names of models."""
    folder = target / "compiled/customer_segmentation/models/intermediate/value"
    text = (folder / f"{name}.sql").read_text(encoding="utf-8")
    return re.sub(r'"\w+"\."segmentation_work"\."(\w+)"', r"\1", text)


def build(connection: duckdb.DuckDBPyConnection, target: Path, names: tuple[str, ...]) -> None:
    for name in names:
        connection.execute(f"create or replace table {name} as {query(target, name)}")


def customer(draw: random.Random, model: str, age: int) -> tuple[int, float, int, float]:
    """Return repeat purchases, days from the first to the last, days so far, what was spent."""
    rate = draw.gammavariate(ORDERS["r"], 1 / ORDERS["alpha"])
    leaves = 0.0 if model == "nbd" else draw.betavariate(ORDERS["a"], ORDERS["b"])
    scale = draw.gammavariate(SPENDING["q"], 1 / SPENDING["v"])
    frequency, last, spent = 0, 0.0, 0.0
    is_there = model != "mbg_nbd" or draw.random() >= leaves
    while is_there and (day := last + draw.expovariate(rate)) <= age:
        frequency, last = frequency + 1, day
        spent += draw.gammavariate(SPENDING["p"], 1 / scale)
        is_there = draw.random() >= leaves
    return frequency, last, age, spent


def intervals(
    target: Path, model: str, companies: int, customers: int, seed: int
) -> duckdb.DuckDBPyConnection:
    """Return tables `found` and `truth` of customers, both as int_customer_values is."""
    draw = random.Random(seed)
    rows = [
        # one has to be called current: that is where the model is chosen
        ("current" if not company else str(company), str(number), frequency, last, age, spent)
        for company in range(companies)
        for number in range(customers)
        for frequency, last, age, spent in [customer(draw, model, AGES[number % len(AGES)])]
    ]
    connection = duckdb.connect()
    connection.execute("""
        create table drawn (
            fit varchar, customer_id varchar, frequency int, recency_days double, age_days int,
            value_of_days double
        )
    """)
    texts = (f"('{fit}', '{name}', {x}, {tx!r}, {age}, {s!r})" for fit, name, x, tx, age, s in rows)
    connection.execute(f"insert into drawn values {', '.join(texts)}")
    connection.execute("""
        create table int_purchase_summaries as select *, frequency as valued_days from drawn;
        create table int_fit_dates as select fit, 365 as horizon_days from drawn group by fit
    """)
    build(connection, target, FITTED)
    connection.execute(f"update int_fits_chosen set is_chosen = model = '{model}'")
    build(connection, target, EXPECTED)
    connection.execute("create table found as from int_customer_values")
    known = {name: value for name, value in ORDERS.items() if model != "nbd" or name in "r alpha"}
    changes = ", ".join(f"{name} = {value}" for name, value in known.items())
    connection.execute(f"update int_fits_chosen set {changes}, reason_not_fitted = null")
    changes = ", ".join(f"{name} = {value}" for name, value in SPENDING.items())
    connection.execute(f"update int_spending_fits set {changes}, reason_not_fitted = null")
    build(connection, target, EXPECTED)
    connection.execute("create table truth as from int_customer_values")
    return connection


def coverage(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Return the share of customers, and of companies' totals, whose interval holds the truth."""
    names = ("probability_alive", "expected_orders", "expected_order_value", "lifetime_value")
    shares = ", ".join(
        f"avg((truth.{name} between found.{name}_low and found.{name}_high)::int)" for name in names
    )
    [found] = connection.execute(f"""
        select {shares} from found inner join truth using (fit, customer_id)
        where found.lifetime_value is not null
    """).fetchall()
    # of a twelfth, as a segment is, and of all
    errors = " + ".join(f"power(sum(found.lifetime_value_error_{k}), 2)" for k in range(1, 8))
    totals = [
        connection.execute(f"""
            select avg((abs(ln(known / total)) <= 1.6448536269514722 * sqrt(squares) / total)::int)
            from (
                select fit, sum(truth.lifetime_value)::double as known,
                    sum(found.lifetime_value)::double as total, {errors} as squares
                from found inner join truth using (fit, customer_id)
                where found.lifetime_value is not null and {chosen}
                group by fit
            )
        """).fetchone()
        for chosen in ("found.customer_id::int % 12 = 1", "true")
    ]
    shown = dict(zip(names, found, strict=True))
    return {**shown, "segment": totals[0][0], "company": totals[1][0]}


if __name__ == "__main__":
    for tried in ("mbg_nbd", "bg_nbd", "nbd"):
        companies, customers = map(int, sys.argv[1:3])
        held = coverage(intervals(Path("target"), tried, companies, customers, seed=1))
        print(tried, {name: round(share, 3) for name, share in held.items()})
