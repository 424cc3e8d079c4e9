"""Order lines as bad as they come, by the hundred: nothing is lost, nobody is twice, no crash.

A build takes ten seconds; here its SQL is run again in memory on each set of lines (replay.py).
What must come out is worked out a second time in Python (plain_reading.py), and every data test of
the project must hold. `make test` draws the same 100 sets each time, `make test-fuzz` 2,000 others.
"""

import math
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from dbt_runs import Build, Builder, Row
from order_sets import COLUMNS, Line, OrderSet, order_sets
from plain_reading import EXACT, Reading, copies, read
from replay import Replay

# a build of these takes a quarter of a second; `make test-fuzz` builds the gaps as well
MARTS = [
    "fct_order_lines", "fct_rejected_order_lines", "fct_customer_metrics", "dim_customers",
    "fct_customer_rfm_scores", "fct_rfm_score_bands", "fct_segment_crosswalk",
    "fct_sales_by_dimension",
]
# settings, and whether they are of `make test` too
COMPANIES: dict[str, tuple[bool, dict[str, Any]]] = {
    "defaults": (True, {}),
    "exact": (True, {
        "duplicate_lines": "exact", "currency": "eur", "time_zone": "America/New_York",
        "lookback_months": 7,
    }),
    "keep": (False, {
        "duplicate_lines": "keep", "monetary_measure": "average_order",
        "frequency_unit": "order_date", "score_ties": {"monetary": "broken"},
        "score_method": {"recency": "quantile", "frequency": "ntile"},
        "excluded_order_statuses": ["Shipped", "on hold "],
    }),
    "drop": (False, {"refund_policy": "drop", "score_buckets": 3, "score_ties": "broken"}),
    "berlin": (False, {"time_zone": "Europe/Berlin", "frequency_unit": "order_line"}),
    "quantile": (False, {"score_method": "quantile", "as_of_date": "2025-01-20"}),
}
# all marts at once take three seconds: a tenth of a share, which the others make up for
EVERYTHING = "everything"
COMPANIES[EVERYTHING] = (False, {"duplicate_lines": "exact"})
SETS = settings.get_profile("test").max_examples
FUZZES = settings().max_examples > SETS
# the same sets each time in `make test`; SEED of `make test-fuzz` draws a failure again
if FUZZES:
    MARTS.append("fct_customer_segments")
SEED = int(os.environ.get("SEGMENTATION_FUZZ_SEED") or datetime.now().timestamp()) if FUZZES else 0
CHOSEN = [name for name, (always, _) in COMPANIES.items() if always or FUZZES]
LINE = {"order_id": "1", "customer_id": "A", "ordered_at": "2025-01-05", "line_amount": "1"}


@dataclass
class Company:
    """A set of settings, the SQL of a build with them, and what a reader of lines has to know."""

    name: str
    replay: Replay
    run_day: date
    settings: Mapping[str, Any]

    def readings(self, orders: OrderSet) -> list[Reading]:
        """Read every line by hand."""
        zone, currency = self.settings.get("time_zone", "UTC"), self.settings.get("currency")
        return [
            read(line, orders.types, self.run_day, zone, currency and currency.upper())
            for line in orders.all_lines()
        ]


@pytest.fixture(scope="module", params=CHOSEN)
def company(request: pytest.FixtureRequest, build: Builder) -> Company:
    """Build one line with a company's settings."""
    chosen = COMPANIES[request.param][1]
    marts = [] if request.param == EVERYTHING else MARTS
    asked = [f"+{mart}" for mart in marts]
    options = ["--select", *asked, "--indirect-selection", "buildable"] if asked else []
    # sets are unreadable by half, which is what they are for
    result = build([LINE], options=options, unreadable_limit=1, **chosen)
    assert result.ok, result.said[-3000:]
    replay = Replay(result, marts)
    run_day = replay.started_at.astimezone(ZoneInfo(chosen.get("time_zone", "UTC"))).date()
    return Company(request.param, replay, run_day, chosen)


def size_of_share(name: str) -> int:
    """Return how many sets a company checks: together what the profile says, or a few more."""
    everywhere = settings().max_examples
    of_everything = everywhere // len(CHOSEN) // 10 if EVERYTHING in CHOSEN else 0
    if name == EVERYTHING:
        return of_everything
    others = [other for other in CHOSEN if other != EVERYTHING]
    return math.ceil((everywhere - of_everything) / len(others))


def test_many_sets(company: Company) -> None:
    """Draw the sets of a company's share and check each of them."""
    share = settings(
        max_examples=size_of_share(company.name), deadline=None, database=None,
        report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    drawn = given(order_sets(company.run_day))
    print(f"SEED={SEED} draws these sets")
    seed(SEED + CHOSEN.index(company.name))(share(drawn(lambda orders: check(company, orders))))()


@pytest.fixture(scope="module")
def whole(demo: Build) -> Replay:
    """All that the demo is made of."""
    return Replay(demo)


def test_the_sql_run_again_on_shuffled_rows_gives_equal_marts(demo: Build, whole: Replay) -> None:
    """By one thread: neither the order of rows nor that of work is in any mart."""
    built = demo.marts()
    seeds = [whole.nodes[name] for name in whole.chosen if name.startswith("seed.")]
    places = [f"{seed['schema']}.{seed['name']}" for seed in seeds]
    shuffles = "create or replace table {0} as select * from {0} as row order by hash(row)"
    with whole.on(threads=1, changes="; ".join(map(shuffles.format, places))):
        assert whole.rows(f"from {places[0]}") != demo.rows(f"from {places[0]}")
        marts = whole.marts()
    assert len(marts) > 30 and len(places) > 10
    for name, rows in marts.items():
        assert rows == built[name], f"{name}: {sorted(set(rows) ^ set(built[name]))[:2]}"


def test_months_before_the_first_buyer_are_months_of_the_history(whole: Replay) -> None:
    """The first lines are all cancelled: the history begins with month ends without a customer."""
    cancelled = """
        update segmentation_demo.demo_order_lines set order_status = 'Cancelled'
        where ordered_at < '2025-07-01'
    """
    dates = "(select count(*) from segmentation_work.int_history_dates where is_month_end)"
    days = "(select count(distinct as_of_date) from segmentation.fct_customer_segment_history)"
    with whole.on(changes=cancelled):
        [[ends, held]] = whole.rows(f"select {dates}, {days}")
        assert 1 < held < ends
        assert whole.broken_tests() == []


def test_a_currency_of_large_numbers_moves_no_score_or_segment(demo: Build, whole: Replay) -> None:
    """All amounts times 130,000,000: together they are just below what money has room for."""
    held = """
        select customer_id, recency_score, frequency_score, monetary_score, scheme, segment
        from segmentation.fct_customer_rfm_scores
        inner join segmentation.fct_customer_segments using (customer_id) order by all
    """
    larger = """
        update segmentation_demo.demo_order_lines
        set line_amount = cast(cast(line_amount as decimal(18, 2)) * 130000000 as varchar)
        where try_cast(line_amount as decimal(18, 2)) is not null;
        update segmentation_demo.demo_campaigns
        set cost = cast(cast(cost as decimal(18, 2)) * 130000000 as varchar)
    """
    before = demo.rows(held)
    with whole.on(changes=larger):
        assert whole.rows(held) == before and len(before) > 5000
        assert whole.broken_tests() == []


def plain(**cells: str) -> Line:
    """Return a line of text with usual values where none is given."""
    return {**dict.fromkeys(COLUMNS), **LINE, **cells}


# what drawn sets brought to light, and the words of the sentence that the build stops with now
STOPPED: dict[str, tuple[list[Line], str]] = {
    "a key that is the name of a line without one": (
        [plain(order_line_id="B#1"), plain(order_id="B")],
        "holds the order_line_id B#1, which is also the name",
    ),
    "amounts that fit the line and not the total": (
        [plain(line_amount="6000000000000000"), plain(order_id="2", line_amount="-6" + "0" * 15)],
        "line_amount add up to 12000000000000000.000000 without their signs",
    ),
    "quantities that fit the line and not the total": (
        [plain(quantity="999999999999999"), plain(order_id="2", quantity="1")],
        "quantity add up to 1000000000000000.000000",
    ),
    "prices that fit the line and not the total": (
        [plain(unit_price="50000000000000"), plain(order_id="2", unit_price="50000000000000")],
        "unit_price add up to 100000000000000.000000",
    ),
}


@pytest.mark.parametrize("case", STOPPED)
def test_what_can_not_be_built_stops_with_a_sentence(company: Company, case: str) -> None:
    lines, words = STOPPED[case]
    orders = OrderSet(dict.fromkeys(COLUMNS, "varchar"), tuple(lines))
    with company.replay.on(orders.query()):
        [problem] = company.replay.problems
    assert words in problem
    just = OrderSet(orders.types, orders.lines[:1])
    with company.replay.on(just.query()):
        assert company.replay.problems == []


def test_shares_of_next_to_nothing_stop_no_build(company: Company) -> None:
    """Revenue adds up to 2: single customers have thousands of millions of times as much."""
    lines = [
        plain(line_amount="4000000000000000"),
        plain(order_id="2", customer_id="B", ordered_at="2025-02-05"),
        plain(order_id="3", customer_id="B", line_amount="-3999999999999999"),
    ]
    orders = OrderSet(dict.fromkeys(COLUMNS, "varchar"), tuple(lines))
    check(company, orders)
    with company.replay.on(orders.query()):
        shares = company.replay.rows(
            "select customer_id, refund_share, revenue_share from segmentation.fct_customer_metrics"
        )
    drops = company.settings.get("refund_policy") == "drop"
    early = company.settings.get("as_of_date") == "2025-01-20"
    assert ("A", Decimal(0), Decimal(1)) in shares
    assert early or ("B", Decimal(0 if drops else 1), Decimal(0)) in shares


def check(company: Company, orders: OrderSet) -> None:
    """Build a set and check all that must hold of it."""
    readings = company.readings(orders)
    with company.replay.on(orders.query(), threads=2):
        sentences = sentences_due(company, readings)
        assert len(company.replay.problems) == sentences
        if sentences:
            return
        check_lines(company, orders, readings)
        check_customers(company)
        assert company.replay.broken_tests() == []
        found = company.replay.marts()
    # the order of lines and the number of threads change nothing; for a third of the sets
    if len(orders.lines) % 3 == 0:
        with company.replay.on(orders.query(shuffled=len(orders.lines)), threads=1):
            assert company.replay.marts() == found


def sentences_due(company: Company, readings: list[Reading]) -> int:
    """Return how many reasons there are to stop: no lines, sums, currencies, names, no keys."""
    lines = company.replay.rows(
        "select line_amount, quantity, unit_price, currency, order_line_id "
        "from segmentation_work.int_order_lines"
    )
    orders_of: dict[str, set[tuple[str, str]]] = {}
    keyed = [one for one in readings if one.reason is None and one.key is not None]
    for one in keyed:
        orders_of.setdefault(one.key, set()).add((one.order_id, one.customer_id))
    # of copies within an order one is left
    shared = sum(len(orders) for orders in orders_of.values() if len(orders) > 1)
    copies_are_left_out = company.settings.get("duplicate_lines", "key") != "keep"
    is_no_key = copies_are_left_out and shared > 10 and shared * 1000 > len(lines)
    sums = (sum((abs(line[column] or 0) for line in lines), Decimal()) for column in range(3))
    too_large = any(total >= 10**digits for total, digits in zip(sums, (16, 15, 14), strict=True))
    currencies = {line[3] for line in lines} - {None}
    mixed = company.settings.get("currency") is None and len(currencies) > 1
    same_names = len({line[4] for line in lines}) < len(lines)
    return too_large + mixed + same_names + is_no_key + (not lines)


def check_lines(company: Company, orders: OrderSet, readings: list[Reading]) -> None:
    """Compare what is accepted and rejected with what a reading by hand gives, line by line."""
    policy = company.settings.get("duplicate_lines", "key")
    expected = Counter(one.reason for one in readings if one.reason) + copies(readings, policy)
    rows = company.replay.rows
    rejected = "from segmentation.fct_rejected_order_lines"
    assert dict(rows(f"select reason, count(*) {rejected} group by reason")) == expected

    # every rejected line is shown as it came, with its own reason
    texts = [name for name, kind in orders.types.items() if kind == "varchar"]
    shown = f"select reason, {', '.join(texts)} {rejected} where reason not like 'duplicate%'"
    assert Counter(rows(shown)) == Counter(
        (one.reason, *(line[name] for name in texts))
        for one, line in zip(readings, orders.all_lines(), strict=True)
        if one.reason
    )

    # accepted lines say what was read, ids trimmed and else as they came
    columns = (
        "order_id, customer_id, product_id, campaign_code, order_status, country, currency, "
        "quantity, unit_price, line_amount, ordered_at"
    )
    accepted = Counter(rows(
        f"select {columns} from segmentation_work.stg_segmentation__order_lines "
        "where coalesce(order_line_id, order_id) is not null "
        "and coalesce(order_line_id, order_id) not in (select line_key "
        "from segmentation_work.int_suspect_lines where line_key is not null) "
        f"union all select {columns} from segmentation_work.int_suspect_lines "
        "where rejection_reason is null"
    ))
    assert completed(accepted) == Counter(rows(
        "select order_id, customer_id, order_status, line_amount from segmentation.fct_order_lines"
    ))
    usable = Counter(one.content for one in readings if one.reason is None)
    assert not accepted - usable
    assert (usable - accepted).total() == copies(readings, policy).total()

    # in money as well
    money = sum((one.line_amount for one in readings if one.line_amount is not None), Decimal())
    assert EXACT.plus(money) == company.replay.one(
        "select coalesce((select sum(line_amount) from segmentation.fct_order_lines), 0) + "
        f"coalesce((select sum(parsed_amount) {rejected}), 0)"
    )


def completed(accepted: Counter[Row]) -> Counter[Row]:
    """Give a line without a status that of its order's other lines, if they agree."""
    statuses: dict[Row, set[str]] = {}
    for line in accepted:
        statuses.setdefault(line[:2], set()).update({line[4]} - {None})
    said: Counter[Row] = Counter()
    for line, number in accepted.items():
        [only] = statuses[line[:2]] if len(statuses[line[:2]]) == 1 else [line[4]]
        said[(*line[:2], line[4] or only, line[9])] += number
    return said


def check_customers(company: Company) -> None:
    """Compare customers' totals, scores and segments with those worked out from accepted lines."""
    rows = company.replay.rows
    lines = rows(
        "select customer_id, order_id, coalesce(order_status, ''), line_amount, ordered_on, "
        "is_counted from segmentation.fct_order_lines"
    )
    left_out = company.settings.get("excluded_order_statuses", ["cancelled"])
    left_out = {status.strip().lower() for status in left_out}
    as_of = company.settings.get("as_of_date")
    as_of = date.fromisoformat(as_of) if as_of else max((line[4] for line in lines), default=None)
    window = months_before(as_of, company.settings.get("lookback_months"))
    drops = company.settings.get("refund_policy") == "drop"
    kept = [line for line in lines if line[2] not in left_out and not (drops and line[3] < 0)]
    # an order is one purchase, on the first day with a line that is no refund
    placed: dict[tuple[str, str], date] = {}
    for customer, order, _, amount, day, _ in kept:
        if amount >= 0:
            placed[customer, order] = min(day, placed.get((customer, order), day))
    purchases = {key: day for key, day in placed.items() if window < day <= as_of}
    buyers = {customer for customer, _ in purchases}
    counts = [line for line in kept if window < line[4] <= as_of and line[0] in buyers]
    assert Counter(line[:5] for line in lines if line[5]) == Counter(line[:5] for line in counts)

    revenue: Counter[str] = Counter()
    for customer, _, _, amount, _, _ in counts:
        revenue[customer] += amount
    orders = Counter(customer for customer, _ in purchases)
    last: dict[str, date] = {}
    for (customer, _), day in purchases.items():
        last[customer] = max(day, last.get(customer, day))
    measured = rows(
        "select customer_id, revenue, recency_days, orders from segmentation.fct_customer_metrics"
    )
    assert {row[0]: row[1:] for row in measured} == {
        customer: (revenue[customer], (as_of - last[customer]).days, orders[customer])
        for customer in buyers
    }
    assert len(measured) == len(buyers)
    scored = rows("select customer_id from segmentation.fct_customer_rfm_scores order by all")
    assert [customer for (customer,) in scored] == sorted(buyers)
    # one segment a customer in each scheme, whose revenue adds up to that of counted lines
    total = sum(revenue.values(), Decimal())
    held = rows(
        "select scheme, list(customer_id order by customer_id), sum(revenue) "
        "from segmentation_work.int_customers_segmented group by scheme"
    )
    assert len(held) >= 4 or not buyers
    for scheme, customers, found in held:
        assert (scheme, customers, found) == (scheme, sorted(buyers), total)
    sums = "sum(revenue) from segmentation.fct_sales_by_dimension where dimension <> 'order_status'"
    assert {found for (found,) in rows(f"select {sums} group by dimension")} <= {total}


def months_before(day: date | None, months: int | None) -> date:
    """Return the day that is a number of months earlier, or long ago."""
    if day is None or months is None:
        return date.min
    [[earlier]] = duckdb.sql(f"select (date '{day}' - interval {months} month)::date").fetchall()
    return earlier
