"""Ask the marts what the dashboard shows: one SQL file in dashboard/queries for each view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from publishing.small_cells import Parted, SmallCells, hide, shown_rows

QUERIES = Path(__file__).resolve().parents[2] / "dashboard" / "queries"
SCHEMA = "segmentation"
# so many customers go into the page; the other views are of all customers
MOST_CUSTOMERS = 20_000
# what tells who a customer is; in the page only if segmentation_publish_personal_data is true
PERSONAL = ("customer_name", "email", "account_manager")

# views of all customers
VIEWS = (
    "overview",
    "headlines",
    "insights",
    "months",
    "seasons",
    "dimensions",
    "segments",
    "concentration",
    "heatmap",
    "recency_frequency",
    "segment_mix",
    "migrations",
    "stability",
    "cohorts",
    "campaigns",
    "lifetime_values",
    "lifetime_value_model",
    "lifetime_value_backtest",
    "actions",
    "rejections",
)

# a segment of whole cells of the heatmap, e.g. of rfm, whose customers are public
SEGMENTS_OF_SCORES = """
    with

    placed as (

        select
            segments.scheme,
            segments.segment,
            {'_0': scores.recency_score, '_1': scores.frequency_score} as cell,
            count(*) over (partition by scores.recency_score, scores.frequency_score)
            = count(*) over (
                partition by segments.scheme, segments.segment, scores.recency_score,
                    scores.frequency_score
            ) * count(distinct segments.scheme) over () as is_whole
        from fct_customer_segments as segments
        inner join fct_customer_rfm_scores as scores using (customer_id)

    )

    select cell, {'scheme': scheme, 'segment': segment} as total
    from placed
    group by scheme, segment, cell
    qualify bool_and(bool_and(is_whole)) over (partition by scheme, segment)
"""
# a segment at a month's end, where the moves from it or to it are all published
MOVES_OF_SEGMENTS = """
    with

    held as (

        select as_of_date, scheme, segment, count(*) as customers
        from fct_customer_segment_history
        group by as_of_date, scheme, segment

    ),

    moved as (

        select
            last_day(month) as as_of_date,
            scheme,
            to_segment as segment,
            sum(customers) as customers
        from fct_segment_migrations
        where not is_lapsed
        group by month, scheme, to_segment
        union all
        select last_day(month - interval 1 month), scheme, from_segment, sum(customers)
        from fct_segment_migrations
        where not is_new
        group by month, scheme, from_segment
        union all
        select as_of_date, scheme, segment, count(*)
        from fct_customer_segments
        group by as_of_date, scheme, segment

    )

    select
        {'_0': as_of_date, '_1': scheme, '_2': segment} as cell,
        {'_0': as_of_date, '_1': scheme, '_2': segment} as total
    from held
    inner join moved using (as_of_date, scheme, segment, customers)
"""

# those that count customers by segment and something else from marts with a row for each customer:
# small cells are left out by the rules of published marts, over the totals that others show
OF_CELLS = {
    "heatmap": SmallCells(
        ("customers",), ("recency_score", "frequency_score"),
        (("recency_score",), ("frequency_score",)), others=SEGMENTS_OF_SCORES,
    ),
    "recency_frequency": SmallCells(
        ("customers",), ("scheme", "segment", "recency_from", "frequency_bin"),
        (("scheme", "segment"),), parted=Parted(("recency_from", "frequency_bin"), "scheme"),
    ),
    "segment_mix": SmallCells(
        ("customers",), ("as_of_date", "scheme", "segment"), (("as_of_date", "scheme"),),
        others=MOVES_OF_SEGMENTS,
    ),
}

Record = dict[str, Any]


class MissingMart(Exception):
    """One sentence: the mart that the page needs and the database lacks."""


@dataclass
class Marts:
    """Answers by the name of the query, and what is known of each customer in the page.

    `money_places` are the decimal places of money, `customers_in_all` counts those that the page
    leaves out as well. `absent` are the marts of parts that are not built.
    """

    release_id: str
    money_places: int
    is_personal: bool
    customers_in_all: int
    absent: Sequence[str]
    views: dict[str, list[Record]]
    customers: list[Record]


class Reader:
    """Runs the query files on a database."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection = connection
        connection.execute(f"use {SCHEMA}")

    def rows(self, query: str, **parameters: Any) -> list[Record]:
        """Return the rows of dashboard/queries/<query>.sql as records."""
        sql = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
        try:
            result = self.connection.execute(sql, parameters or None)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            said = str(error).splitlines()[0]
            raise MissingMart(
                f"The page can't be made from these marts, build them anew ({query}.sql: {said})."
            ) from error
        return records(result)

    def large_cells(self, query: str, cells: SmallCells, floor: int) -> list[Record]:
        """Return the rows of a query without its small cells and what would give them away."""
        sql = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
        source, hidden = f"temp.cells_of_{query}", f"temp.small_cells_of_{query}"
        self.connection.execute(f"create or replace temp table {source} as {sql}")
        hide(self.connection, source, cells, floor, hidden)
        return records(self.connection.execute(
            f"select * from {source} where {shown_rows(hidden)} order by rowid"
        ))


def records(result: duckdb.DuckDBPyConnection) -> list[Record]:
    """Return the rows of an answer by the names of its columns."""
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, map(plain, row), strict=True)) for row in result.fetchall()]


def plain(value: Any) -> Any:
    """Return the value as JSON has it; dates and times as ISO text, decimals as numbers."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def read_marts(
    connection: duckdb.DuckDBPyConnection, release_id: str, absent: Sequence[str] = ()
) -> Marts:
    """Ask everything that the page shows; `release_id` may be empty for the last run."""
    reader = Reader(connection)
    views = {view: reader.rows(view) for view in VIEWS}
    views["run"] = reader.rows("run", release_id=release_id)
    run = views["run"][0] if views["run"] else {}
    views["checks"] = reader.rows("checks", run_id=run.get("run_id"))
    # a release that isn't on record has allowed nothing
    is_own = run.get("run_id") == (release_id or run.get("run_id"))
    is_personal = is_own and run.get("publishes_personal_data") is True
    is_personal = is_personal and run.get("personal_data") == "keep"
    if floor := run.get("small_cell_floor"):
        views |= {view: reader.large_cells(view, cells, floor) for view, cells in OF_CELLS.items()}
    everyone = reader.rows("customers")
    return Marts(
        release_id=release_id or run.get("run_id") or "",
        money_places=money_places(connection),
        is_personal=is_personal,
        customers_in_all=len(everyone),
        absent=absent,
        views=views,
        customers=read_customers(reader, everyone[:MOST_CUSTOMERS], is_personal),
    )


def money_places(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the decimal places of amounts of money, as the contract of the marts has them."""
    _, kind, *_ = connection.execute("select revenue from fct_segment_summary").description[0]
    return int(str(kind).rstrip(")").split(",")[1])


def read_customers(reader: Reader, customers: list[Record], is_personal: bool) -> list[Record]:
    """Return the customers, each with its segments, offers, reorders and expected value."""
    if not is_personal:
        customers = [without(customer, PERSONAL) for customer in customers]
    by_id = {customer["customer_id"]: customer for customer in customers}
    for customer in customers:
        customer |= {"segments": {}, "offers": [], "reorders": [], "expected": None}
    for row in known(reader.rows("customer_segments"), by_id):
        segments = by_id[row["customer_id"]]["segments"]
        segments[row["scheme"]] = without(row, ("customer_id", "scheme"))
    for row in known(reader.rows("customer_offers"), by_id):
        by_id[row["customer_id"]]["offers"].append(without(row, ("customer_id",)))
    for row in known(reader.rows("customer_reorders"), by_id):
        by_id[row["customer_id"]]["reorders"].append(without(row, ("customer_id",)))
    for row in known(reader.rows("customer_lifetime_values"), by_id):
        by_id[row["customer_id"]]["expected"] = without(row, ("customer_id",))
    return customers


def known(rows: Iterable[Record], customers: Mapping[str, Record]) -> Iterable[Record]:
    return (row for row in rows if row["customer_id"] in customers)


def without(record: Record, names: Iterable[str]) -> Record:
    return {name: value for name, value in record.items() if name not in names}
