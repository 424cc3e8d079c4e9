"""The rule tables: complete, unambiguous, and a sentence for whatever is wrong with them.

The tests that judge rules read the tables of rules as they stand, so most of this changes a copy
of the demo's database inside a transaction, runs what dbt ran, and takes it back.
"""

import csv
import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dbt_runs import Build, Line
from first_match import read_rules
from own_tables import as_relation
from project_files import ROOT
from tier_properties import broken

RULES = ROOT / "seeds/rules/segment_rules.csv"
SEGMENTS = ROOT / "seeds/rules/segments.csv"
TABLES = {
    "rules": "segmentation_work.segment_rules",
    "segments": "segmentation_work.segments",
    "actions": "segmentation_work.segment_actions",
}
TABLE = TABLES["rules"]
Sentences = Callable[[], list[str]]
JUDGES = (
    "assert_rules_and_segments_can_be_read",
    "assert_every_score_cell_has_one_rule_and_every_rule_a_cell",
    "assert_actions_can_be_followed",
)
MAPS = {scheme: read_rules(RULES)[scheme] for scheme in ("rfm", "rfm_11")}
PRIORITIES = [
    pytest.param(scheme, rule.priority, id=f"{scheme}-{rule.priority}")
    for scheme, rules in MAPS.items()
    for rule in rules
]
LINES: list[Line] = [
    {
        "order_id": str(number),
        "customer_id": f"C{number % 7}",
        "ordered_at": f"2025-01-{1 + number:02}",
        "line_amount": str(10 * number),
    }
    for number in range(1, 25)
]


@pytest.fixture(scope="module")
def judges(demo: Build) -> list[str]:
    """The tests that judge rules and actions, as dbt ran them."""
    folder = demo.target / "compiled/customer_segmentation/tests/segments"
    return [(folder / f"{name}.sql").read_text(encoding="utf-8") for name in JUDGES]


@pytest.fixture(scope="module")
def copied(demo: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A connection to a copy of the demo's database, under the name that its views know."""
    path = tmp_path_factory.mktemp("rules") / "working.duckdb"
    shutil.copy(demo.database, path)
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture
def rules(copied: Any) -> Iterator[Any]:
    """The same, with every change taken back afterwards."""
    copied.execute("begin")
    yield copied
    copied.execute("rollback")


@pytest.fixture
def problems(rules: Any, judges: list[str]) -> Sentences:
    """Ask for the sentences about the rules as they are now."""

    def ask() -> list[str]:
        said = [row[0] for judge in judges for row in rules.execute(judge).fetchall()]
        return [problem for text in said for problem in text.splitlines()]

    return ask


def names_a_cell(problem: str, scheme: str) -> bool:
    """Whether the sentence is about the scheme and names a cell that five buckets have."""
    cell = re.search(r" for recency (\d+), frequency (\d+), monetary (\d+)", problem)
    in_use = cell is not None and max(map(int, cell.groups())) <= 5
    return problem.startswith(f"{scheme}: ") and in_use


def test_the_shipped_rules_have_no_problem(problems: Sentences) -> None:
    assert problems() == []


def test_tiers_of_the_demo_are_what_they_are_called(demo: Build) -> None:
    assert broken(demo) == []


@pytest.mark.parametrize("scheme", MAPS)
def test_every_cell_is_matched_by_exactly_one_rule(scheme: str) -> None:
    for recency, frequency, monetary in itertools.product(range(1, 6), repeat=3):
        cell = {
            "recency_score": recency,
            "frequency_score": frequency,
            "monetary_score": monetary,
            "frequency_monetary_score": (frequency + monetary + 1) // 2,
            "rfm_total": recency + frequency + monetary,
        }
        matching = [rule.segment for rule in MAPS[scheme] if rule.holds(cell)]
        assert len(matching) == 1, (cell, matching)


@pytest.mark.parametrize(("lowest", "conflicts"), [("1", 0), ("2", 1)])
def test_a_last_rule_that_holds_everywhere_is_a_catch_all(
    rules: Any, problems: Sentences, lowest: str, conflicts: int
) -> None:
    rules.execute(
        f"""
        insert into {TABLE} values
            ('own', 1, 'recent', 'recency_score', '4', null),
            ('own', 2, 'rest', 'recency_score', {lowest!r}, null)
        """
    )
    rules.execute(
        """
        insert into segmentation_work.segments values
            ('own', 'recent', 'Recent', 1, null, null), ('own', 'rest', 'Rest', 2, null, null)
        """
    )
    found = [problem for problem in problems() if " both hold for " in problem]
    assert len(found) == conflicts


@pytest.mark.parametrize(("scheme", "priority"), PRIORITIES)
def test_a_deleted_rule_leaves_a_gap_that_names_a_cell(
    rules: Any, problems: Sentences, scheme: str, priority: int
) -> None:
    rules.execute(f"delete from {TABLE} where scheme = ? and priority = ?", [scheme, priority])
    found = [problem for problem in problems() if ": no rule for " in problem]
    assert len(found) == 1 and names_a_cell(found[0], scheme), found
    gone = next(rule for rule in MAPS[scheme] if rule.priority == priority)
    # the named cell is one that the deleted rule took
    recency, frequency, monetary = map(int, re.findall(r" (\d+)(?=[,. ])", found[0])[:3])
    scores = {"recency_score": recency, "frequency_score": frequency}
    assert gone.holds(scores | {"frequency_monetary_score": (frequency + monetary + 1) // 2})


@pytest.mark.parametrize(("scheme", "priority"), PRIORITIES)
@pytest.mark.parametrize("other", [1, 999])
def test_a_copied_rule_is_a_conflict_that_names_a_cell(
    rules: Any, problems: Sentences, scheme: str, priority: int, other: int
) -> None:
    """The copy gives another segment and comes first or last."""
    rules.execute(
        f"""
        insert into {TABLE}
        select
            scheme, {other},
            case segment when 'lost' then 'loyal' else 'lost' end,
            metric, at_least, below
        from {TABLE} where scheme = ? and priority = ?
        """,
        [scheme, priority],
    )
    first, second = sorted((priority, other))
    found = [problem for problem in problems() if " both hold for " in problem]
    assert len(found) == 1 and names_a_cell(found[0], scheme), found
    assert found[0].startswith(f"{scheme}: rules {first} (") and f" and {second} (" in found[0]


@pytest.mark.parametrize(
    ("scheme", "priority", "metric", "bound"),
    [
        (scheme, rule.priority, metric, bound)
        for scheme, scheme_rules in MAPS.items()
        for rule in scheme_rules
        for metric, *bounds in rule.conditions
        for bound, value in zip(("at_least", "below"), bounds, strict=True)
        if value is not None
    ],
)
def test_a_rule_widened_by_one_score_is_a_conflict_that_names_a_cell(
    rules: Any, problems: Sentences, scheme: str, priority: int, metric: str, bound: str
) -> None:
    step = -1 if bound == "at_least" else 1
    rules.execute(
        f"""
        update {TABLE} set {bound} = cast(cast({bound} as integer) + {step} as varchar)
        where scheme = ? and priority = ? and metric = ?
        """,
        [scheme, priority, metric],
    )
    found = [problem for problem in problems() if " both hold for " in problem]
    assert found and all(names_a_cell(problem, scheme) for problem in found)
    assert all(f"{priority} (" in problem for problem in found)


WRONG = {
    "priority": (
        "insert into {rules} values ('account_tier', null, 'growth', 'orders', '5', null)",
        "account_tier: rule ? (growth) has no readable priority; allowed: a whole number.",
    ),
    "unknown metric": (
        "insert into {rules} values ('account_tier', 15, 'growth', 'income', '5', null)",
        "account_tier: rule 15 (growth) names the unknown metric income; allowed: recency_days, ",
    ),
    "unknown segment": (
        "insert into {rules} values ('account_tier', 15, 'golden', 'orders', '5', null)",
        "account_tier: rule 15 (golden) gives a segment that is not in the segments of the scheme.",
    ),
    "segment of another scheme": (
        "insert into {rules} values ('account_tier', 15, 'vip', 'orders', '5', null)",
        "account_tier: rule 15 (vip) gives a segment that is not in the segments of the scheme.",
    ),
    "lower bound above": (
        "insert into {rules} values ('account_tier', 15, 'growth', 'orders', '5', '4')",
        "account_tier: rule 15 (growth) can never hold: orders at least 5 and below 4; allowed: ",
    ),
    "lower bound on the upper one": (
        "insert into {rules} values ('account_tier', 15, 'growth', 'orders', '5', '5.0')",
        "account_tier: rule 15 (growth) can never hold: orders at least 5 and below 5.0; allowed: ",
    ),
    "two segments at one priority": (
        "insert into {rules} values ('account_tier', 20, 'stable', 'orders', '5', null)",
        "account_tier: rule 20 gives both at_risk and stable; allowed: one segment.",
    ),
    "dead rule": (
        "insert into {rules} values ('rfm', 60, 'lost', 'recency_score', '11', null)",
        "rfm: rule 60 (lost) can never win; no score meets its bounds.",
    ),
    "rule whose cells are taken": (
        "insert into {rules} values"
        " ('own', 1, 'vip', 'recency_score', '3', null),"
        " ('own', 2, 'loyal', 'rfm_total', '27', null),"
        " ('own', 3, 'lost', null, null, null);"
        "insert into {segments} select 'own', segment, segment_name, rank, null, null"
        " from {segments} where scheme = 'rfm' and segment in ('vip', 'loyal', 'lost')",
        "own: rule 2 (loyal) can never win; earlier rules take recency 10, frequency 10, mon",
    ),
    "rule behind the catch-all": (
        "insert into {rules} values ('lifecycle', 70, 'active', 'orders', '5', null)",
        "lifecycle: rule 70 (active) can never win; rule 60 covers it.",
    ),
    "segment that no rule gives": (
        "insert into {segments} values ('lifecycle', 'sleeping', 'Sleeping', 7, null, null)",
        "lifecycle: segment sleeping is given by no rule.",
    ),
    "segment listed twice": (
        "insert into {segments} values ('lifecycle', 'active', 'Active', 7, null, null)",
        "lifecycle: segment active is listed more than once.",
    ),
    "segment without a rank": (
        "update {segments} set rank = 0 where scheme = 'lifecycle' and segment = 'active'",
        "lifecycle: segment active has no whole rank from 1 on.",
    ),
    "names that are taken": (
        "insert into {segments} values ('all', 'a', 'A', 1, null, null),"
        " ('own', '(new)', 'New', 1, null, null);"
        "insert into {rules} values ('all', 1, 'a', null, null, null),"
        " ('own', 1, '(new)', null, null, null)",
        "all: segment a is in a scheme called all; choose another name.",
        "own: segment (new) is in brackets, as states are; choose another.",
    ),
    "unreadable bound": (
        "insert into {rules} values ('account_tier', 15, 'growth', 'orders', '1e3', null)",
        "account_tier: rule 15 (growth) has the unreadable bound 1e3; allowed: a plain decimal, ",
    ),
    "bounds without a metric": (
        "insert into {rules} values ('account_tier', 15, 'growth', null, '5', null)",
        "account_tier: rule 15 (growth) has bounds without a metric; allowed: ",
    ),
    "rank of an action": (
        "update {actions} set action_rank = 0"
        " where scheme = 'rfm' and segment = 'vip' and action_rank = 1",
        "rfm: action Invite to an exclusive loyalty programme has the action_rank 0; allowed: ",
    ),
    "days of a review": (
        "update {actions} set review_after_days = '36501'"
        " where scheme = 'rfm' and segment = 'vip' and action_rank = 1",
        "rfm: action Invite to an exclusive loyalty programme of vip has the review_after_days ",
    ),
    "action of no segment": (
        "insert into {actions} values ('rfm', 'golden', 1, 'Call', null, null, null, 0)",
        "rfm: action Call is for golden, which is no segment.",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_named_in_one_sentence(
    rules: Any, problems: Sentences, wrong: str
) -> None:
    statement, *sentences = WRONG[wrong]
    rules.execute(statement.format(**TABLES))
    said = problems()
    for sentence in sentences:
        assert any(problem.startswith(sentence) for problem in said), said


def rows_of(path: Path, scheme: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["scheme"] == scheme]


@pytest.fixture
def build_with(build: Callable[..., Build], tmp_path: Path) -> Callable[..., Build]:
    """Run `dbt build` on a few order lines with own rules and segments."""

    def run(rules: list[dict[str, str]], segments: list[dict[str, str]]) -> Build:
        return build(
            LINES,
            options=("--select", "+fct_customer_segments", "--indirect-selection", "buildable"),
            rules=as_relation(tmp_path / "rules.csv", rules),
            segments=as_relation(tmp_path / "segments.csv", segments),
        )

    return run


def failed_before_the_segments(result: Build) -> bool:
    return not result.ok and "fct_customer_segments" not in result.tables().get("segmentation", {})


def test_a_build_without_one_of_the_rules_fails_and_names_the_cell(
    build_with: Callable[..., Build],
) -> None:
    rules = [row for row in rows_of(RULES, "rfm") if row["priority"] != "40"]
    result = build_with(rules, rows_of(SEGMENTS, "rfm"))
    assert failed_before_the_segments(result)
    assert "rfm: no rule for recency 1, frequency 3, monetary 1 and 29 more" in result.said


def test_a_customer_without_a_segment_stops_the_build_and_is_named_with_the_values(
    build_with: Callable[..., Build],
) -> None:
    """C0 has ordered for 420.00 in 3 orders, the others for less or in 4 orders."""
    names = ("scheme", "priority", "segment", "metric", "at_least", "below")
    rules = [
        dict(zip(names, row, strict=True))
        for row in [
            ("sizes", "10", "large", "orders", "4", None),
            ("sizes", "20", "small", "revenue", None, "420"),
        ]
    ]
    columns = ("scheme", "segment", "segment_name", "rank", "action_group", "description")
    segments = [
        dict(zip(columns, row, strict=True))
        for row in [
            ("sizes", "large", "Large", "1", None, None),
            ("sizes", "small", "Small", "2", None, None),
        ]
    ]
    totals: dict[str, list[Decimal]] = {}
    for line in LINES:
        totals.setdefault(line["customer_id"], []).append(Decimal(line["line_amount"]))
    left = [name for name, paid in totals.items() if len(paid) < 4 and sum(paid) >= 420]
    assert left == ["C0"]
    result = build_with(rules, segments)
    assert not result.ok
    said = [text for text in result.said.splitlines() if "C0" in text]
    assert said and any("sizes" in text and "420.00" in text for text in said), result.said[-3000:]
