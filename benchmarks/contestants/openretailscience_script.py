"""The segments with openretailscience on DuckDB: python openretailscience_script.py FOLDER FILE.

Its scores are ntile(5), equal values in the order of customer_id, so segments differ at the edges.
"""

import sys
from datetime import date, timedelta

import ibis
import numpy
from openretailscience.segmentation.rfm import RFMSegmentation


def main(folder: str, file: str) -> None:
    """Read the lines and write a row for each customer who has bought."""
    lines = ibis.duckdb.connect().read_parquet(f"{folder}/order_lines/*/*.parquet")
    usable = lines.filter(
        lines.order_id.notnull(),
        lines.customer_id.notnull(),
        lines.line_amount.notnull(),
        lines.ordered_at >= ibis.timestamp("1900-01-01 00:00:00"),
        lines.ordered_at.date() < ibis.literal(date.today() + timedelta(1)),
    )
    as_of = usable.ordered_at.max().execute().date()
    counted = usable.filter(usable.order_status != "Cancelled")
    # a refund is money, and neither an order nor a date
    is_purchase = counted.line_amount >= 0
    transactions = counted.select(
        "customer_id",
        transaction_id=is_purchase.ifelse(counted.order_id, None),
        transaction_date=is_purchase.ifelse(counted.ordered_at, None),
        unit_spend=counted.line_amount,
    )
    found = RFMSegmentation(
        transactions, current_date=as_of, r_segments=5, f_segments=5, m_segments=5, min_frequency=1
    ).df
    # it counts the buckets from 0
    recency, frequency = found.r_score + 1, found.f_score + 1
    found.assign(
        recency_score=recency,
        frequency_score=frequency,
        monetary_score=found.m_score + 1,
        monetary=found.monetary.astype(float),
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
