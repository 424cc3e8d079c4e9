"""Tables of order lines as they are met in the wild, by the thousand."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from dbt_runs import OPTIONAL, REQUIRED

COLUMNS = REQUIRED + OPTIONAL
Line = Mapping[str, str | None]

# leading zeros, blanks, cases, signs of other alphabets, words that mean null elsewhere, and ids
# that look like what the project itself makes of an id and a number
IDS = (
    *("1", "01", "0042", "42", "42.0", "A", "a", " A", "A ", "A\t", "A 1", "A#1", "A#2", "A#3"),
    *("é", "É", "e\u0301", "\u00a0A", "ß", "SS", "ñandú", "Ａ"),
    *("😀", "👩‍👩‍👧", "客户", "\u200bA", "א"),
    *("NULL", "null", "None", "nan", "true", "-", "#", "0", "-1"),
    *("''", "'", '"', "\\", "%", "{{ }}"),
    *("; drop table x", "--", "=1+1", "a,b", "a\nb", "x" * 300, "unknown"),
)
NOTHING = ("", " ", "\t", None)
STATUSES = ("Shipped", "cancelled", " CANCELLED ", "Cancelled", "on hold", "stornó", "")
CURRENCIES = ["EUR", "eur", " Eur", "USD", "£", ""]
NUMBERS = (
    *("0", "-0", "-0.00", "+0", "00.00", ".5", "5.", "-.5", "+5"),
    *(".", "-", "+", "--1", "1..2", "1.2.3"),
    *("1,234.50", "1.234,50", "12,5", "1 234,50", "1\u00a0234.50"),
    *("1'234.50", "1_000", "١٢", "１２"),
    *("€12.50", "12.50 EUR", "$1", "(12.50)", "12.50-", "−5"),
    *("1e3", "1E-2", "0x1F", "1/2", "50%"),
    *("NaN", "nan", "inf", "-Infinity", "TRUE", "NULL", "n/a"),
    *("#REF!", "abc", "٫5", " 7.25 ", "7.25\t"),
    *("0.005", "-0.005", "0.004999", "2.675", "1.005", "-2.345", "0." + "0" * 60 + "1"),
    *("1." + "9" * 60, "0" * 300 + "5", "1" + "0" * 37, "9" * 38, "0." + "3" * 38),
    *("99999999999999999.99", "9999999999999999.995"),
    *("-99999999999999999", "10000000000000000"),
    *("9999999999999999.99", "6000000000000000", "-6000000000000000", "99999999999999"),
)
TYPED_NUMBERS = {
    "double": ("0.005", "-0.0", "nan", "inf", "-inf", "1e300", "1e16", "2.675", "1e-320", "5e15"),
    "decimal(38, 10)": ("0.005", "-0.005", "0.0049999999", "9" * 28, "-" + "9" * 28, "2.675"),
    "decimal(18, 2)": ("0", "-0.01", "9999999999.99"),
    "bigint": ("9223372036854775807", "-9223372036854775808", "0"),
    "integer": ("2147483647", "-2147483648", "0"),
}
# 20 ways to write a day, and words that databases take for one
FORMATS = (
    "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%MZ",
    "%Y-%m-%dT%H:%M:%S+02:00", "%Y-%m-%d %H:%M:%S-0330", "%Y-%m-%dT%H:%M:%S.%f+14", "%d.%m.%Y",
    "%Y-%m-%dT%H:%M:%S.%f789Z", "%Y-%m-%d %H:%M:%S-11", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d",
    "%Y%m%d", "%d %b %Y", "%B %d, %Y", "%y-%m-%d", "%Y-%m", "%G-W%V-%u", "%Y-%j",
    "%m/%d/%Y %I:%M %p", "%Y-%m-%dT%H%M%S", "%Y-%m-%d %H:%M:%S Europe/Berlin",
    "%Y-%m-%d %H:%M:%S UTC", "%a %Y-%m-%d", " %Y-%m-%d\t", "\u00a0%Y-%m-%d", "%Y-%m-%dT",
    "%Y-%m-%dt%H:%M:%Sz", "%Y-%m-%d+02:00",
)
ODD_DAYS = (
    "0000-00-00", "0000-02-29", "0001-01-01", "0001-01-01T00:30:00+01:00", "1899-12-31",
    "1900-01-01", "1900-02-29", "2000-02-29", "2023-02-29", "2024-02-30", "2024-04-31",
    "2024-13-01", "2024-00-10", "9999-12-31", "9999-12-31T23:30:00-02:00", "12024-01-01",
    "-0044-03-15", "2024-1-5", "45657", "45657.5", "1735689600", "1735689600000",
    "2024-12-31T24:00", "2024-12-31T23:59:60", "infinity", "-infinity", "epoch", "now", "today",
    "yesterday", "NaT", "NULL", "n/a", "2024-12-31 or so", "2024-03-31T02:30:00",
    "2024-03-31T01:30:00+01:00", "2024-10-27T00:30:00Z", "٢٠٢٤-٠١-٠١", "2024-03-10T06:59:59Z",
    "2024-03-10T07:00:00Z", "2024-11-03T05:30:00Z", "2024-12-31T23:59:59.9999999",
    "2024-06-15T10:00:00+23:59", "2024-06-15T10:00:00+24:00", "2024-06-15T10:00:00+02:",
    "2024-06-15 10", "2024-06-15T10:00:00+2:00", "2024-06-15T10:00+00",
    "2024-06-15T10:00:00.1234567890", "2024-06-15T10:00:.",
)
# what a column of moments may hold, whatever DuckDB writes of it
TYPED_DAYS = {
    "date": "%Y-%m-%d",
    "timestamp": "%Y-%m-%d %H:%M:%S.%f",
    "timestamp_s": "%Y-%m-%d %H:%M:%S",
    "timestamp_ns": "%Y-%m-%d %H:%M:%S.%f",
    "timestamptz": "%Y-%m-%d %H:%M:%S.%f+00:00",
}


@dataclass(frozen=True)
class OrderSet:
    """Order lines as text, and the type of each column; the first may be there many times."""

    types: Mapping[str, str]
    lines: tuple[Line, ...]
    long_order: int = 0

    def all_lines(self) -> Iterator[Line]:
        """Return every line, those of the long order too: they differ in their key only."""
        yield from self.lines
        for number in range(self.long_order):
            yield {**self.lines[0], "order_line_id": f"long {number}"}

    def query(self, shuffled: int | None = None) -> str:
        """Return the lines as a query, in their order or in another."""
        lines = list(self.all_lines())
        if shuffled is not None:
            random.Random(shuffled).shuffle(lines)
        names = ", ".join(COLUMNS)
        if self.long_order:
            # 10,000 lines of literals would take DuckDB a second to read
            long_key = "'long ' || number as order_line_id"
            rows = (
                f"select * from ({self.values(self.lines)}) as lines ({names}) union all "
                f"select {names.replace('order_line_id', long_key)} from "
                f"({self.values(self.lines[:1])}) as lines ({names}), "
                f"(select * from range({self.long_order}) as numbers (number))"
            )
            rows = f"select {names} from ({rows}) as lines"
            if shuffled is not None:
                rows += f" order by hash(order_line_id, ordered_at, {shuffled})"
        else:
            rows = self.values(lines)
        cast = ", ".join(f"cast({name} as {self.types[name]}) as {name}" for name in COLUMNS)
        return f"select {cast} from ({rows}) as lines ({names})"

    def values(self, lines: Any) -> str:
        """Return lines as literals."""
        if not lines:
            nulls = ", ".join("cast(null as varchar)" for _ in COLUMNS)
            return f"select {nulls} where false"
        rows = (", ".join(map(literal, (line[name] for name in COLUMNS))) for line in lines)
        return f"values {', '.join(f'({row})' for row in rows)}"


def literal(text: str | None) -> str:
    """Return a text as a literal of SQL."""
    return "cast(null as varchar)" if text is None else "'" + text.replace("'", "''") + "'"


def days(run_day: date) -> st.SearchStrategy[date]:
    """Days of two years, so that months and seasons meet, some of long ago, some of tomorrow."""
    return st.one_of(
        st.integers(0, 730).map(lambda number: date(2024, 1, 1) + timedelta(number)),
        st.integers(0, 40).map(lambda number: date(2025, 1, 1) + timedelta(number)),
        st.integers(-2, 2).map(lambda number: run_day + timedelta(number)),
        st.dates(date(1901, 1, 1), date(2200, 1, 1)),
    )


def moments(run_day: date, kind: str) -> st.SearchStrategy[str]:
    """Dates and times as text of a kind of column."""
    seconds = st.one_of(st.sampled_from([0, 1, 1800, 82800, 86399]), st.integers(0, 86399))

    def written(day: date, second: int, form: str) -> str:
        start = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
        return (start + timedelta(0, second, 120000)).strftime(form)

    if kind in TYPED_DAYS:
        usual = st.builds(written, days(run_day), seconds, st.just(TYPED_DAYS[kind]))
        odd = ["0001-01-01", "1899-12-31", "1900-01-01", "9999-12-31"]
        if kind == "timestamp_ns":
            odd = odd[1:3]
        if kind in ("date", "timestamp", "timestamptz"):
            odd += ["infinity", "-infinity"]
        return st.one_of(usual, usual, usual, st.sampled_from(odd))
    if kind in ("bigint", "double"):
        return st.integers(0, 2_000_000_000).map(str)
    good = st.builds(written, days(run_day), seconds, st.sampled_from(FORMATS[:8]))
    return st.one_of(
        good,
        good,
        good,
        st.builds(written, days(run_day), seconds, st.sampled_from(FORMATS)),
        st.sampled_from(ODD_DAYS),
    )


def numbers(kind: str, places: int) -> st.SearchStrategy[str]:
    """Amounts, prices and quantities as text of a kind of column."""
    if kind in ("bigint", "integer"):
        places = 0
    cents = st.one_of(st.integers(-2000, 20000), st.integers(1, 9), st.just(100))
    usual = cents.map(lambda number: f"{number / 10**places:.{places}f}")
    odd = st.sampled_from(NUMBERS if kind == "varchar" else TYPED_NUMBERS[kind])
    return st.one_of(usual, usual, usual, usual, odd)


@st.composite
def order_sets(draw: st.DrawFn, run_day: date) -> OrderSet:
    """Tables of up to forty lines, and now and then an order of ten thousand."""
    types = dict.fromkeys(COLUMNS, "varchar")
    if draw(st.booleans()):
        kinds = ["varchar", *TYPED_DAYS, *TYPED_DAYS, "bigint", "double"]
        types["ordered_at"] = draw(st.sampled_from(kinds))
        for name in ("line_amount", "unit_price", "quantity"):
            types[name] = draw(st.sampled_from(["varchar", *TYPED_NUMBERS]))
    whole_ids = draw(st.integers(0, 5)) == 0
    if whole_ids:
        types.update(order_id="bigint", customer_id="integer", order_line_id="bigint")
    missing = set(draw(st.lists(st.sampled_from(OPTIONAL), max_size=8)))
    usual_ids = st.integers(1, 9).map(str)
    all_ids = usual_ids if whole_ids else st.one_of(usual_ids, st.sampled_from(IDS))
    pools = {
        "customer_id": draw(st.lists(all_ids, min_size=1, max_size=8)),
        "order_id": draw(st.lists(all_ids, min_size=1, max_size=12)),
        "order_line_id": draw(st.lists(all_ids, min_size=1, max_size=20)),
        "product_id": draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3)),
        "campaign_code": ["spring", " SPRING", "spring "],
        "country": ["Germany", "germany", "Côte d’Ivoire", " ", "unknown"],
        "order_status": list(STATUSES),
        "currency": draw(st.sampled_from([["EUR", "eur "], ["£", ""], ["EUR", ""], CURRENCIES])),
    }
    nothing = st.none() if whole_ids else st.sampled_from(NOTHING)
    cells: dict[str, st.SearchStrategy[Any]] = {
        name: st.one_of(*[st.sampled_from(pool)] * 9, nothing) for name, pool in pools.items()
    }
    if not draw(st.booleans()):
        # keys that are what they are called; otherwise half of the lines copy another's
        cells["order_line_id"] = nothing if draw(st.booleans()) else st.uuids().map(
            lambda key: str(key.int % 10**9) if whole_ids else str(key)
        )
    cells["ordered_at"] = moments(run_day, types["ordered_at"])
    for name, places in (("line_amount", 2), ("unit_price", 4), ("quantity", 0)):
        cells[name] = numbers(types[name], places)
        if name != "line_amount" or draw(st.integers(0, 3)) == 0:
            cells[name] = st.one_of(*[cells[name]] * 9, st.none())
    cells.update(dict.fromkeys(missing, st.none()))
    fewest = draw(st.sampled_from([0, 1, 10, 20, 30]))
    lines: list[Line] = draw(
        st.lists(st.fixed_dictionaries(cells), min_size=fewest, max_size=fewest + 10)
    )
    if lines and draw(st.booleans()):
        # one customer with half of all lines
        loyal = lines[0]["customer_id"]
        lines = [{**line, "customer_id": loyal} if number % 2 else line
                 for number, line in enumerate(lines)]
    if lines and draw(st.booleans()):
        # whole lines again, some of them with another content under the same key
        again = draw(st.lists(st.sampled_from(lines), max_size=5))
        changed = draw(st.sampled_from(["country", "line_amount", "customer_id", "ordered_at"]))
        lines += [{**line, changed: lines[0][changed]} if number % 2 else line
                  for number, line in enumerate(again)]
    long_order = 10_000 if lines and not whole_ids and draw(st.integers(0, 50)) == 50 else 0
    return OrderSet(types, tuple(lines), long_order)
