"""What comes of inputs that are not what they seem: a sentence, or the right figures."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from dbt_runs import OWN_LINES, Build, Line, copy_repository, line, run_dbt
from own_tables import as_relation
from replay import Replay, query_of

Builder = Callable[..., Build]
LINES = ("+fct_order_lines", "+fct_rejected_order_lines", "+fct_customer_metrics")
OPTIONS = ("--select", *LINES, "+int_input_findings", "--indirect-selection", "buildable")
METRICS = """
    select customer_id, orders, revenue::varchar from segmentation.fct_customer_metrics order by 1
"""
STATUSES = """
    select order_line_id, order_status, line_amount::varchar, is_counted
    from segmentation.fct_order_lines order by 1
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


DELIVERED_TWICE = lines_of("""
    order_line_id,order_id,customer_id,ordered_at,line_amount,order_status,updated_at
    L1,1,a,2024-01-05,100.00,pending,2024-01-05 10:00:00
    L1,1,a,2024-01-05,80.00,paid,2024-01-06 10:00:00
    L2,2,b,2024-01-07,50.00,paid,2024-01-07 10:00:00
    L2,2,b,2024-01-07,50.00,cancelled,2024-01-09 10:00:00
    L3,3,c,2024-01-08 23:30:00,70.00,cancelled,2024-01-08 09:00:00
    L3,3,c,2024-01-08 23:30:00,70.00,paid,2024-01-08 12:00:00
""")
NO_VERSIONS = [{k: v for k, v in row.items() if k != "updated_at"} for row in DELIVERED_TWICE]
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


def sentences(replay: Replay, lines: list[Line]) -> list[str]:
    """Return what stops a build of these lines."""
    with replay.on(query_of(lines, {})):
        return list(replay.problems)


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


def test_dates_in_another_format_stop_the_build(replay: Replay) -> None:
    lines = [line(str(n), "abcd"[n % 4], f"{n}/{n}/2024", "10.00") for n in range(1, 13)]
    [said] = sentences(replay, lines)
    assert said.startswith(
        "segmentation_order_lines: 12 of 12 lines are rejected as unreadable_ordered_at, such as "
        "'1/1/2024', and none is left. In the model that is mapped write "
        "strptime(ordered_at, '%d/%m/%Y') if the day comes first"
    )


def test_unreadable_lines_stop_the_build_beyond_a_share(replay: Replay) -> None:
    def lines(unreadable: int) -> list[Line]:
        amounts = ["1,5"] * unreadable + ["1.5"] * (20 - unreadable)
        return [line(str(n), "a", "2024-01-05", amount) for n, amount in enumerate(amounts)]

    assert sentences(replay, lines(1)) == []
    assert sentences(replay, lines(2)) == [
        "segmentation_order_lines: 2 of 20 lines are rejected as unreadable_line_amount, such "
        "as '1,5'. Select plain decimals such as -1234.50 in the mapped model. Up to a share "
        "of 0.05 (segmentation_unreadable_limit) such lines are set aside."
    ]


def test_no_lines_stop_the_build(replay: Replay) -> None:
    assert sentences(replay, []) == [
        "segmentation_order_lines: there are no lines; map a table that has some."
    ]
    orphan = [{"order_id": "1", "ordered_at": "2024-01-05", "line_amount": "1"}]
    [said] = sentences(replay, orphan)
    assert said.startswith(
        "segmentation_order_lines: 1 of 1 lines are rejected as missing_customer_id, and none is"
    )


@pytest.mark.parametrize("day", ["1980-01-02", "2024-12-31"])
def test_a_handful_of_lines_far_from_all_others_is_found(replay: Replay, day: str) -> None:
    def lines(others: int) -> list[Line]:
        near = [line(str(n), "a", f"2024-01-{n % 28 + 1:02}", "1") for n in range(others)]
        return [*near, line("far", "b", day, "1")]

    with replay.of(lines(99)):
        assert findings(replay) == {"days_near_the_others": (100, 1)}
    with replay.of(lines(98)):
        assert findings(replay) == {}


def test_a_line_number_is_no_key(replay: Replay) -> None:
    [said] = sentences(replay, NO_KEYS)
    assert said == (
        "segmentation_order_lines: 30 of 30 lines have an order_line_id that stands on another "
        "order or customer too, so it is no key: 1 is a line of order o1 of customer c1 on "
        "2024-01-02 with 10.00, and of order o10 of customer c0 on 2024-01-11 with 10.00. In the "
        "model that is mapped select null as order_line_id, or an id that is different for every "
        "line, such as order_id || '-' || order_line_id."
    )


def test_a_handful_of_shared_keys_is_kept_and_told(replay: Replay) -> None:
    with replay.of(NO_KEYS[:9]):
        assert findings(replay) == {"order_line_ids_of_one_order": (9, 9)}
        assert replay.one("select sum(line_amount)::varchar from segmentation.fct_order_lines") == (
            "180.00"
        )
        assert replay.rows(REASONS) == []


def test_without_versions_the_earliest_line_is_kept_and_the_others_are_told(
    replay: Replay,
) -> None:
    with replay.of(NO_VERSIONS):
        assert replay.rows(REASONS) == [("duplicate_key", 3)]
        assert findings(replay) == {"order_line_ids_with_one_content": (6, 3)}
        assert replay.rows(STATUSES) == [
            ("L1", "paid", "80.00", True),
            ("L2", "cancelled", "50.00", False),
            ("L3", "cancelled", "70.00", False),
        ]


def test_with_versions_the_newest_line_is_kept(build: Builder) -> None:
    result = build(
        DELIVERED_TWICE,
        {"updated_at": "varchar"},
        options=OPTIONS,
        extra_columns=["updated_at"],
        time_zone="Europe/London",
    )
    assert result.ok, result.said[-3000:]
    assert result.rows(REASONS) == [("superseded", 3)]
    # what has a time of day and no zone is taken as local, and that is told
    assert findings(result) == {"timestamps_with_a_zone": (6, 2)}
    assert result.rows(STATUSES) == [
        ("L1", "paid", "80.00", True),
        ("L2", "cancelled", "50.00", False),
        ("L3", "paid", "70.00", True),
    ]
    assert result.rows(METRICS) == [("a", 1, "80.00"), ("c", 1, "70.00")]


def test_orders_that_disagree_with_themselves_are_counted(replay: Replay) -> None:
    lines = lines_of("""
        order_id,customer_id,ordered_at,line_amount,order_status
        1,a,2024-01-05,10.00,voided
        1,a,2024-01-05,20.00,
        2,b,2024-01-06,30.00,paid
        2,b,2024-01-06,40.00,voided
        2,b,2024-01-06,50.00,
    """)
    with replay.of(lines):
        assert replay.rows(METRICS) == [("b", 1, "80.00")]
        assert findings(replay) == {"orders_with_one_status": (2, 1)}


def test_a_number_that_was_read_as_a_float_is_the_same_customer(replay: Replay) -> None:
    lines = [line("1", "17000.0", "2024-01-05", "10"), line("2", "17001.5", "2024-01-05", "10")]
    with replay.on(query_of(lines, {"customer_id": "double"})):
        assert replay.rows(METRICS) == [("17000", 1, "10.00"), ("17001.5", 1, "10.00")]


def test_inputs_that_do_not_meet_are_told(build: Builder, tmp_path: Path) -> None:
    customers = as_relation(
        tmp_path / "customers.csv",
        [
            {"customer_id": "A1", "customer_name": "Alpha", "country": "DE"},
            {"customer_id": "A1", "customer_name": "Alpha GmbH", "country": "AT"},
            {"customer_id": "BG002", "customer_name": "Beta", "country": "BG"},
            {"customer_id": " C3", "customer_name": "Gamma", "country": "CZ"},
            {"customer_id": "D4", "customer_name": "Delta", "country": "DK"},
        ],
    ).replace("read_csv(", "(select *, null as customer_group, null as email, "
              "null as account_manager, null as relationship_started_on from read_csv(") + ")"
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
    recorded = result.rows(
        "select check_name, rows_checked, rows_failed, description from segmentation_work."
        "data_quality_log where check_name in ('customers_given_once', "
        "'customers_of_lines_are_listed') order by 1"
    )
    assert [row[:3] for row in recorded] == [
        ("customers_given_once", 4, 1), ("customers_of_lines_are_listed", 4, 2)
    ]
    # who a customer is doesn't belong in what is published of runs
    assert not [row for row in recorded if "bg002" in row[3] or "A1" in row[3]]


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
        return run_dbt(
            project, ["seed", "--select", "deal_sizes", *options], *at, pickle.loads(read)
        )

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
