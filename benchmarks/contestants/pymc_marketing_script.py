"""The segments of pymc-marketing: python pymc_marketing_script.py FOLDER FILE.

Its own definitions: quartiles, days with a purchase for frequency, the mean of a day for money, and
no refunds, so customers and their last days are all that can be compared.
"""

import sys

from pandas_script import usable_lines
from pymc_marketing.clv import rfm_segments


def main(folder: str, file: str) -> None:
    """Read the lines and write a row for each customer who has bought."""
    lines = usable_lines(folder)
    as_of = lines.day.max()
    bought = lines[(lines.order_status != "Cancelled") & (lines.line_amount >= 0)]
    found = rfm_segments(
        bought[["customer_id", "day", "line_amount"]],
        customer_id_col="customer_id",
        datetime_col="day",
        monetary_value_col="line_amount",
        observation_period_end=as_of,
    )
    found.rename(
        columns={"recency": "recency_days", "monetary_value": "monetary"}
    ).to_parquet(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
