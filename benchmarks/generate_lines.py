"""Write the Parquet files of a company of any size, the same values every time.

    python benchmarks/generate_lines.py --lines 1000000 --folder FOLDER [--half-of-one]

    FOLDER/order_lines/ordered_month=2023-01/part-0.parquet ... ordered_month=2025-12
    FOLDER/customers.parquet, FOLDER/products.parquet

It is the demo company in shape (three years of days with a season and growth, orders of one to
five lines, a few customers with thousands of orders and many with one), scaled to `--lines`, with
an eighth as many customers. Lines are in the file of the month in which they came in. Of a thousand
about ten are refunds, ten belong to cancelled orders, one has the key of another line, and one
can't be used (no customer, no order, no date, a date in 2099 or 1899, no amount). `--half-of-one`
gives half of all orders to one customer. `--later 0.001` writes the lines of one day more, a
thousandth of the rest, to ordered_month=2026-01, and leaves the other files alone.

DuckDB makes the lines from hashes, month by month, in less than 4 GB however many there are. A file
has the same bytes for any `--threads`.
"""

import argparse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

QUERIES = Path(__file__).resolve().parent / "generating"

# the demo company's, in whole numbers
MONTH_WEIGHTS = [80, 80, 90, 90, 92, 95, 85, 80, 98, 120, 140, 150]
WEEKDAY_WEIGHTS = [125, 125, 120, 120, 110, 60, 40]
COUNTRIES = {
    "Germany": 40, "France": 12, "Netherlands": 7, "Spain": 6, "Austria": 6, "Italy": 5,
    "Belgium": 4, "Denmark": 3, "Switzerland": 3, "United Kingdom": 3, "Poland": 3, "Ireland": 2,
    "Sweden": 1, "Czechia": 1, "Portugal": 1, "Slovenia": 1, "Finland": 1, "Norway": 1,
}
STATUSES = {
    "Shipped": 91, "Resolved": 3, "Disputed": 2, "On Hold": 1, "In Process": 2, "Cancelled": 1,
}
PRODUCT_LINES = [
    "Frames and Forks", "Drivetrain", "Wheels and Tyres", "Brakes", "Lighting", "Workshop Tools",
    "Clothing and Helmets",
]
PRICES = [5, 10, 10, 20, 20, 25, 50, 50, 100, 100, 200, 500]
QUANTITIES = [1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 10]


def settings(lines: int, half_of_one: bool, later: float) -> dict:
    """Return what the queries call by name: how many of what, and what is drawn from."""
    return {
        "lines": lines,
        # five orders have 15 lines
        "orders": 5 * -(-lines // 15),
        "later_lines": round(lines * later),
        "customers": max(1, lines // 8),
        "products": min(max(150, lines // 2000), 50_000),
        "half_of_one": half_of_one,
        "month_weights": MONTH_WEIGHTS,
        "weekday_weights": WEEKDAY_WEIGHTS,
        "countries": [name for name, weight in COUNTRIES.items() for _ in range(weight)],
        "statuses": [name for name, weight in STATUSES.items() for _ in range(weight)],
        "product_lines": PRODUCT_LINES,
        "prices": PRICES,
        "quantities": QUANTITIES,
        # of each shape of five orders, the lines before each order
        "lines_before": [
            [sum(1 + (earlier + shape) % 5 for earlier in range(place)) for place in range(5)]
            for shape in range(5)
        ],
    }


def knowing(connection: duckdb.DuckDBPyConnection, named: dict) -> duckdb.DuckDBPyConnection:
    """Return the connection, which knows the settings from now on."""
    for name, value in named.items():
        connection.execute(f"set variable {name} = {value!r}")
    return connection


def write(connection: duckdb.DuckDBPyConnection, query: str, file: Path) -> None:
    """Write the answer of one of the queries to a Parquet file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (QUERIES / f"{query}.sql").read_text()
    # with such a name neither DuckDB nor Spark takes it for one of the files of the folder
    unfinished = file.with_name(f"_{file.stem}.unfinished")
    connection.execute(f"copy ({text}) to '{unfinished}' (format parquet, compression zstd)")
    unfinished.replace(file)


def generate(
    lines: int, folder: Path, half_of_one: bool = False, later: float = 0, threads: int = 2
) -> None:
    """Write all tables of the company, or with `later` only the day that comes after."""
    named = settings(lines, half_of_one, later)
    # a month is written by one thread, in the order of its lines
    with duckdb.connect(config={"threads": 1, "memory_limit": "3GB"}) as database:
        knowing(database, named)
        for query in ("macros", "days"):
            database.execute((QUERIES / f"{query}.sql").read_text())
        months = database.execute(
            "select distinct ordered_month from days where (day >= '2026-01-01') = ? order by all",
            [bool(later)],
        ).fetchall()
        if not later:
            write(database, "customers", folder / "customers.parquet")
            write(database, "products", folder / "products.parquet")

        def write_month(month: str) -> None:
            with knowing(database.cursor(), {**named, "ordered_month": month}) as connection:
                name = f"ordered_month={month}/part-0.parquet"
                write(connection, "lines", folder / "order_lines" / name)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(write_month, (month for [month] in months)))


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--half-of-one", action="store_true", help="one customer has half of it")
    parser.add_argument("--later", type=float, default=0, help="only a later day, as a share")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    generate(given.lines, given.folder, given.half_of_one, given.later, given.threads)


if __name__ == "__main__":
    main()
