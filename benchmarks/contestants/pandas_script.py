"""The segments with pandas: python pandas_script.py FOLDER FILE."""

import sys

import numpy
import pandas

COLUMNS = ["order_id", "customer_id", "ordered_at", "order_status", "line_amount"]


def usable_lines(folder: str) -> pandas.DataFrame:
    """Return the lines that can be used, with amounts as numbers and days as days."""
    lines = pandas.read_parquet(f"{folder}/order_lines", columns=COLUMNS)
    tomorrow = pandas.Timestamp.today().normalize() + pandas.Timedelta(days=1)
    lines = lines[
        lines.order_id.notna()
        & lines.customer_id.notna()
        & lines.line_amount.notna()
        & (lines.ordered_at >= pandas.Timestamp("1900-01-01"))
        & (lines.ordered_at < tomorrow)
    ]
    return lines.assign(
        line_amount=lines.line_amount.astype(float), day=lines.ordered_at.dt.normalize()
    )


def score(metric: pandas.Series, ascending: bool = True) -> pandas.Series:
    """Return 1 to 5: a fifth of the customers strictly worse is worth a point."""
    worse = metric.rank(method="min", ascending=ascending).astype("int64") - 1
    return 1 + 5 * worse // len(metric)


def main(folder: str, file: str) -> None:
    """Read the lines and write a row for each customer who has bought."""
    lines = usable_lines(folder)
    as_of = lines.day.max()
    lines = lines[lines.order_status != "Cancelled"]
    revenue = lines.groupby("customer_id").line_amount.sum()
    bought = lines[lines.line_amount >= 0]
    orders = bought.drop_duplicates(["customer_id", "order_id"]).groupby("customer_id").size()
    customers = pandas.DataFrame({
        "recency_days": (as_of - bought.groupby("customer_id").day.max()).dt.days,
        "frequency": orders,
    }).join(revenue.round(2).rename("monetary"))
    recency = score(customers.recency_days, ascending=False)
    frequency = score(customers.frequency)
    customers.assign(
        recency_score=recency,
        frequency_score=frequency,
        monetary_score=score(customers.monetary),
        segment=numpy.select(
            [
                (recency >= 4) & (frequency >= 4),
                (recency >= 3) & (frequency >= 3),
                recency >= 3,
                frequency >= 3,
            ],
            ["vip", "loyal", "potential_loyalist", "at_risk"],
            "lost",
        ),
    ).to_parquet(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
