"""What comes of inputs that are not what they seem: a sentence, or the right figures."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from dbt_runs import OWN_LINES, Build, Builder, Line, copy_repository, line, query_of, run_dbt
from own_tables import as_relation
from replay import Replay

LINES = ("+fct_order_lines", "+fct_rejected_order_lines", "+fct_customer_metrics")
OPTIONS = ("--select", *LINES, "+int_input_findings", "--indirect-selection", "buildable")
METRICS = """
    select customer_id, orders, revenue::varchar from segmentation.fct_customer_metrics order by 1
"""
REASONS = "select reason, count(*) from segmentation.fct_rejected_order_lines group by 1 order by 1"


def lines_of(text: str) -> list[Line]:
    """Return order lines from a table of words, the first line of which names the columns."""
    first, *rows = text.strip().splitlines()
    names = first.strip().split(",")
    return [
        {name: cell for name, cell in zip(names, row.strip().split(","), strict=True) if cell}
        for row in rows
    ]


VERSIONS = lines_of("""
    order_line_id,order_id,customer_id,ordered_at,line_amount,order_status,updated_at
    L1,1,a,2024-01-05,100.00,pending,2024-01-05 10:00:00
    L1,1,a,2024-01-05,80.00,paid,2024-01-06 10:00:00
    L2,2,b,2024-01-07,50.00,paid,2024-01-07 10:00:00
    L2,2,b,2024-01-07,50.00,cancelled,2024-01-09 10:00:00
    L3,3,c,2024-01-08 23:30:00,70.00,cancelled,2024-01-08 09:00:00
    L3,3,c,2024-01-08 23:30:00,70.00,paid,2024-01-08 12:00:00
""")
# a line number that starts again in every order
NO_KEYS = [
    line(f"o{order}", f"c{order % 5}", f"2024-01-{order + 1:02}", f"{number}0.00",
         order_line_id=str(number))
    for order in range(1, 11)
    for number in (1, 2, 3)
]


@pytest.fixture(scope="module")
def replay(small: Build) -> Replay:
    """What a build ran, to be run on other lines."""
    return Replay(
        small, ["fct_order_lines", "fct_rejected_order_lines", "fct_customer_metrics",
                "int_input_findings"]
    )


def findings(answers: Replay | Build) -> dict[str, tuple[int, int]]:
    """Return rows checked and failed of each check that found something."""
    rows = answers.rows(
        "select check_name, rows_checked, rows_failed from segmentation_work.int_input_findings "
        "where finding is not null"
    )
    return {name: (checked, failed) for name, checked, failed in rows}


def test_a_build_ends_with_what_became_of_the_lines(build: Builder) -> None:
    lines = lines_of("""
        order_id,customer_id,ordered_at,line_amount,order_status
        1,a,2024-01-05,10.00,paid
        2,a,2024-01-06,20.00,canceled
        3,b,2024-01-07,30.00,Cancelled
        4,b,2024-01-08,40.00, voided
        5,c,2024-01-09,50.00,fulfilled
        6,c,2024-01-10,60.00,VOID
        7,,2024-01-10,60.00,paid
    """)
    result = build(lines, options=OPTIONS)
    assert result.ok
    assert "7 order lines read, 6 accepted, 1 rejected (14.3 %): missing_customer_id 1" in (
        "\n".join(result.warnings)
    )
    assert "Lines by order_status: canceled 1 (not counted), cancelled 1 (not counted)" in (
        result.said
    )
    assert result.rows(METRICS) == [("a", 1, "10.00"), ("c", 1, "50.00")]


def near(others: int, far: str) -> list[Line]:
    """Return lines of a month, and one that is far from them."""
    days = [f"2024-01-{n % 28 + 1:02}" for n in range(others)]
    return [line(str(n), "a", day, "1") for n, day in enumerate([*days, far])]


def unreadable(share: int) -> list[Line]:
    """Return twenty lines, some of which can't be read."""
    amounts = ["1,5"] * share + ["1.5"] * (20 - share)
    return [line(str(n), "a", "2024-01-05", amount) for n, amount in enumerate(amounts)]


# lines, and how the sentence begins that they stop a build with
STOPPED = [
    ([line(str(n), "abcd"[n % 4], f"{n}/{n}/2024", "10.00") for n in range(1, 13)],
     "12 of 12 lines are rejected as unreadable_ordered_at, such as '1/1/2024', and none is left. "
     "In the model that is mapped write strptime(ordered_at, '%d/%m/%Y') if the day comes first"),
    (unreadable(2),
     "2 of 20 lines are rejected as unreadable_line_amount, such as '1,5'. Select plain decimals "
     "such as -1234.50 in the mapped model. Up to a share of 0.05 (segmentation_unreadable_limit) "
     "such lines are set aside."),
    ([], "there are no lines; map a table that has some."),
    ([{"order_id": "1", "ordered_at": "2024-01-05", "line_amount": "1"}],
     "1 of 1 lines are rejected as missing_customer_id, and none is"),
    ([line(money, "A", "2025-01-05", "10", currency=money) for money in ("eur ", "EUR", "USD")],
     "holds several currencies (EUR, USD)"),
    (NO_KEYS,
     "30 of 30 lines have an order_line_id that stands on another order or customer too, so it is "
     "no key: 1 is a line of order o1 of customer c1 on 2024-01-02 with 10.00, and of order o10 of "
     "customer c0 on 2024-01-11 with 10.00. In the model that is mapped select null as "
     "order_line_id, or an id that is different for every line, such as order_id || '-' || "
     "order_line_id."),
]


@pytest.mark.parametrize(("lines", "sentence"), STOPPED)
def test_lines_of_no_use_stop_the_build(replay: Replay, lines: list[Line], sentence: str) -> None:
    with replay.on(query_of(lines, {})):
        [said] = replay.problems
    assert said.removeprefix("segmentation_order_lines").lstrip(": ").startswith(sentence)


# lines of which none is rejected, and what is told of them: rows checked and failed
TOLD = [
    (near(99, "1980-01-02"), {"days_near_the_others": (100, 1)}),
    (near(99, "2024-12-31"), {"days_near_the_others": (100, 1)}),
    (near(98, "1980-01-02"), {}),
    (NO_KEYS[:9], {"order_line_ids_of_one_order": (9, 9)}),
    # of its order's lines one says that it doesn't count, and one says nothing
    (lines_of("""
        order_id,customer_id,ordered_at,line_amount,order_status
        1,a,2024-01-05,10.00,voided
        1,a,2024-01-05,20.00,
        2,b,2024-01-06,30.00,paid
        2,b,2024-01-06,40.00,voided
        2,b,2024-01-06,50.00,
    """), {"orders_with_one_status": (2, 1)}),
]


@pytest.mark.parametrize(("lines", "told"), TOLD)
def test_what_is_odd_is_kept_and_told(
    replay: Replay, lines: list[Line], told: dict[str, tuple[int, int]]
) -> None:
    with replay.of(lines):
        assert findings(replay) == told
        assert replay.rows(REASONS) == []


def test_unreadable_lines_are_set_aside_up_to_a_share(replay: Replay) -> None:
    with replay.of(unreadable(1)):
        assert replay.rows(REASONS) == [("unreadable_line_amount", 1)]


def test_without_versions_copies_of_another_content_are_told(replay: Replay) -> None:
    """Which of them is kept, the unit tests of int_suspect_lines say."""
    with replay.of([{k: v for k, v in row.items() if k != "updated_at"} for row in VERSIONS]):
        assert replay.rows(REASONS) == [("duplicate_key", 3)]
        assert findings(replay) == {"order_line_ids_with_one_content": (6, 3)}


def test_with_versions_the_newest_line_is_kept(build: Builder) -> None:
    result = build(
        VERSIONS, {"updated_at": "varchar"}, options=OPTIONS, extra_columns=["updated_at"],
        time_zone="Europe/London",
    )
    assert result.ok, result.said[-3000:]
    assert result.rows(REASONS) == [("superseded", 3)]
    # what has a time of day and no zone is taken as local, and that is told
    assert findings(result) == {"timestamps_with_a_zone": (6, 2)}
    assert result.rows(METRICS) == [("a", 1, "80.00"), ("c", 1, "70.00")]


def test_a_number_that_was_read_as_a_float_is_the_same_customer(replay: Replay) -> None:
    lines = [line("1", "17000.0", "2024-01-05", "10"), line("2", "17001.5", "2024-01-05", "10")]
    with replay.on(query_of(lines, {"customer_id": "double"})):
        assert replay.rows(METRICS) == [("17000", 1, "10.00"), ("17001.5", 1, "10.00")]


def test_inputs_that_do_not_meet_are_told(build: Builder, tmp_path: Path) -> None:
    rows = [("A1", "Alpha"), ("A1", "Alpha GmbH"), ("BG002", ""), (" C3", ""), ("D4", "")]
    nothing = ("country", "customer_group", "email", "account_manager", "relationship_started_on")
    customers = as_relation(tmp_path / "customers.csv", [
        {"customer_id": who, "customer_name": name} | dict.fromkeys(nothing) for who, name in rows
    ])
    lines = lines_of("""
        order_id,customer_id,ordered_at,line_amount
        1,A1,2024-01-05,10.00
        2,bg002,2024-01-06,10.00
        3,C3,2024-01-07,10.00
        4,X9,2024-01-08,10.00
    """)
    result = build(lines, options=OPTIONS, customers=customers)
    assert result.ok, result.said[-3000:]
    assert findings(result) == {
        "customers_given_once": (4, 1),
        "customers_of_lines_are_listed": (4, 2),
    }
    assert (
        "Customers with orders that are not in segmentation_customers: 2 of 4 "
        "(bg002, there is BG002: capital letters differ). Their attributes are unknown."
    ) in result.said
    # who a customer is doesn't belong in what is published of runs
    assert result.rows(
        "select check_name, rows_checked, rows_failed, regexp_matches(description, 'bg002|A1') "
        "from segmentation_work.data_quality_log where check_name in "
        "('customers_given_once', 'customers_of_lines_are_listed') order by 1"
    ) == [("customers_given_once", 4, 1, False), ("customers_of_lines_are_listed", 4, 2, False)]


def test_columns_that_an_input_lacks_are_named(build: Builder, tmp_path: Path) -> None:
    place = as_relation(
        tmp_path / "lines.csv", [{"order_id": "1", "customer": "a", "ordered_at": "2024-01-05"}]
    )
    customers = as_relation(tmp_path / "customers.csv", [{"customer_id": "1", "country": "DE"}])
    result = build(order_lines=place, customers=customers, options=[*OWN_LINES, *OPTIONS])
    assert not result.ok
    assert (
        "segmentation_order_lines lacks the columns order_line_id, customer_id, order_status, "
        "product_id, quantity, unit_price, line_amount, country, currency, campaign_code; it has "
        "order_id, customer, ordered_at."
    ) in " ".join(result.said.split())
    assert "segmentation_customers lacks the columns customer_name, " in result.said
    built = [name for name, status in result.built.items() if status == "success"]
    assert not [name for name in built if "order_line" in name]


def test_a_header_that_has_changed_stops_the_build(tmp_path: Path) -> None:
    """dbt itself would fill the columns of the table there is by their place."""
    project = copy_repository(tmp_path / "package")
    bounds = project / "seeds" / "rules" / "deal_sizes.csv"
    at = (tmp_path / "working.duckdb", tmp_path / "target", "SEGMENTATION_DUCKDB_PATH")
    read = pickle.dumps(run_dbt(project, ["parse"], *at).manifest)

    def seed(*options: str) -> Build:
        command = ["seed", "--select", "deal_sizes", *options]
        return run_dbt(project, command, *at, pickle.loads(read))

    assert seed().ok
    header, rows = bounds.read_text().split("\n", 1)
    bounds.write_text(header.replace("at_least", "atleast") + "\n" + rows)
    said = seed()
    assert not said.ok
    assert (
        "deal_sizes.csv has the columns deal_size, deal_size_rank, basis, atleast, below, and the "
        "table of the last build has deal_size, deal_size_rank, basis, at_least, below; put the "
        "header right, or build once with --full-refresh."
    ) in said.said
    assert seed("--full-refresh").ok


# owner, hours a week, cost of an hour; and what is said of it, nothing if it is sound
OWNERS = {
    ("Nobody", "", "40"): "Nobody has no readable hours_a_week; allowed: a plain number.",
    ("Words", "half a day", "40"):
        "Words has no readable hours_a_week (half a day); allowed: a plain number.",
    ("Never", "-1", "40"): "Never has -1 hours_a_week; allowed: from 0 to 168.",
    ("Always", "169", "40"): "Always has 169 hours_a_week; allowed: from 0 to 168.",
    ("Dear", "8", "40 EUR"): "Dear has the unreadable hourly_cost 40 EUR; allowed: a plain number.",
    ("Cheap", "8", "-1"): "Cheap has the negative hourly_cost -1; allowed: 0 or more, or nothing.",
    ("Team", "168", ""): None,
    ("Idle", "0", "0"): None,
}


def test_owners_that_cannot_be_planned_with_are_told(demo: Build, changeable: Any) -> None:
    judge = demo.test_sql("assert_owners_are_usable")
    assert changeable.execute(judge).fetchall() == []
    changeable.executemany(
        "insert into segmentation_demo.demo_owners by name "
        "select ? as owner, ? as hours_a_week, ? as hourly_cost",
        list(OWNERS),
    )
    [(said,)] = changeable.execute(judge).fetchall()
    problems = [problem for problem in OWNERS.values() if problem]
    assert sorted(said.splitlines()) == sorted(f"segmentation_owners: {each}" for each in problems)
