"""The rule tables: a sentence for whatever is wrong with them, and for a customer left over."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from dbt_runs import Build, line, query_of
from first_match import read_rules
from project_files import ROOT
from replay import Replay
from tier_properties import broken

JUDGES = (
    "assert_every_score_cell_has_one_rule_and_every_rule_a_cell",
    "assert_rules_and_segments_can_be_read",
    "assert_actions_can_be_followed",
)
SHIPPED = read_rules(ROOT / "seeds/rules/segment_rules.csv")
GRID = [(scheme, rule) for scheme in ("rfm", "rfm_11") for rule in SHIPPED[scheme]]
RULE = "from segment_rules where scheme = ? and priority = ?"
Sentences = Callable[..., list[str]]


@pytest.fixture
def problems(demo: Build, changeable: Any) -> Sentences:
    """Ask for the sentences about the rules after a change, or about cells of scores."""
    changeable.execute("use working.segmentation_work")
    judges = [demo.test_sql(judge) for judge in JUDGES]

    def ask(change: str, values: tuple[Any, ...] = (), words: str = "") -> list[str]:
        changeable.execute(change, values or None)
        # of cells only one of them speaks
        asked = judges[:1] if words else judges
        found = [changeable.execute(judge).fetchall() for judge in asked]
        said = [problem for rows in found for (text,) in rows for problem in text.splitlines()]
        return [problem for problem in said if words in problem]

    return ask


def cell_of(problem: str, scheme: str) -> dict[str, int]:
    """Return the scores of the cell that a sentence about the scheme names."""
    found = re.search(r" for recency (\d), frequency (\d), monetary (\d)\b", problem)
    assert found and problem.startswith(f"{scheme}: "), problem
    recency, frequency, monetary = map(int, found.groups())
    assert max(recency, frequency, monetary) <= 5
    return {"recency_score": recency, "frequency_score": frequency,
            "frequency_monetary_score": (frequency + monetary + 1) // 2}


def test_tiers_of_the_demo_are_what_they_are_called(demo: Build) -> None:
    assert broken(demo) == []


def test_a_deleted_rule_leaves_a_gap_in_its_cells(changeable: Any, problems: Sentences) -> None:
    for scheme, rule in GRID:
        at = (scheme, rule.priority)
        changeable.execute(f"create or replace temp table gone as select * {RULE}", at)
        [said] = problems(f"delete {RULE}", at, ": no rule for ")
        assert rule.holds(cell_of(said, scheme))
        changeable.execute("insert into segment_rules from gone")


def test_a_rule_widened_by_a_score_conflicts_in_a_cell(
    changeable: Any, problems: Sentences
) -> None:
    widened = """
        update segment_rules set {0} = cast(cast({0} as integer) + {1} as varchar)
        where scheme = ? and priority = ? and metric = ?
    """
    for scheme, rule in GRID:
        for metric, *bounds in rule.conditions:
            for bound, step, value in zip(("at_least", "below"), (-1, 1), bounds, strict=True):
                at = (scheme, rule.priority, metric)
                if value is not None:
                    said = problems(widened.format(bound, step), at, " both hold for ")
                    assert said and all(cell_of(problem, scheme) for problem in said)
                    assert all(f"{rule.priority} (" in problem for problem in said)
                    changeable.execute(widened.format(bound, -step), at)


# a row of rules, and what is said of it
RULES = {
    "'account_tier', null, 'growth', 'orders', '5', null":
        "account_tier: rule ? (growth) has no readable priority; allowed: a whole number.",
    "'account_tier', 15, 'growth', 'income', '5', null":
        "account_tier: rule 15 (growth) names the unknown metric income; allowed: recency_days, ",
    "'account_tier', 15, 'vip', 'orders', '5', null":
        "account_tier: rule 15 (vip) gives a segment that is not in the segments of the scheme.",
    "'account_tier', 15, 'growth', 'orders', '5', '5.0'":
        "account_tier: rule 15 (growth) can never hold: orders at least 5 and below 5.0; allowed: ",
    "'account_tier', 20, 'stable', 'orders', '5', null":
        "account_tier: rule 20 gives both at_risk and stable; allowed: one segment.",
    "'account_tier', 15, 'growth', 'orders', '1e3', null":
        "account_tier: rule 15 (growth) has the unreadable bound 1e3; allowed: a plain decimal, ",
    "'account_tier', 15, 'growth', null, '5', null":
        "account_tier: rule 15 (growth) has bounds without a metric; allowed: ",
    "'rfm', 60, 'lost', 'recency_score', '11', null":
        "rfm: rule 60 (lost) can never win; no score meets its bounds.",
    "'lifecycle', 70, 'active', 'orders', '5', null":
        "lifecycle: rule 70 (active) can never win; rule 60 covers it.",
}
OWN = """
    insert into segments
    values ('own', 'a', 'A', 1, null, null), ('own', 'b', 'B', 2, null, null)
"""
# a statement, and what is said then
OTHERS = {
    f"{OWN}; insert into segment_rules values ('own', 1, 'a', 'recency_score', '3', null),"
    " ('own', 2, 'a', 'rfm_total', '27', null), ('own', 3, 'b', null, null, null)":
        "own: rule 2 (a) can never win; earlier rules take recency 10, frequency 10, mon",
    f"{OWN}; insert into segment_rules values ('own', 1, 'a', 'recency_score', '4', null),"
    " ('own', 2, 'b', 'recency_score', '2', null)":
        "own: rules 1 (a) and 2 (b) both hold for ",
    "insert into segments values ('lifecycle', 'sleeping', 'Sleeping', 7, null, null)":
        "lifecycle: segment sleeping is given by no rule.",
    "insert into segments values ('lifecycle', 'active', 'Active', 7, null, null)":
        "lifecycle: segment active is listed more than once.",
    "update segments set rank = 0 where scheme = 'lifecycle' and segment = 'active'":
        "lifecycle: segment active has no whole rank from 1 on.",
    "insert into segments values ('all', 'a', 'A', 1, null, null)":
        "all: segment a is in a scheme called all; choose another name.",
    "insert into segments values ('o.wn', 'a', 'A', 1, null, null)":
        "o.wn: segment a is in a scheme with a dot in its name; choose another name.",
    "insert into segments values ('own', '(new)', 'New', 1, null, null)":
        "own: segment (new) is in brackets, as states are; choose another.",
    "update segment_actions set action_rank = 0 where segment = 'vip' and action_rank = 1":
        "rfm: action Invite to an exclusive loyalty programme has the action_rank 0; allowed: ",
    "update segment_actions set assumed_success_rate = '15 %' where segment = 'vip'":
        "rfm: action Invite to an exclusive loyalty programme of vip has the assumed_success_rate "
        "15 %; allowed: a share from 0 to 1, or nothing.",
    "update segment_actions set review_after_days = '36501' where segment = 'vip'":
        "rfm: action Invite to an exclusive loyalty programme of vip has the review_after_days ",
    "insert into segment_actions by name "
    "select 'rfm' as scheme, 'golden' as segment, 1 as action_rank, 'Call' as action":
        "rfm: action Call is for golden, which is no segment.",
}
WRONG = {f"insert into segment_rules values ({row})": said for row, said in RULES.items()} | OTHERS


@pytest.mark.parametrize("change", WRONG)
def test_what_is_wrong_is_named_in_one_sentence(problems: Sentences, change: str) -> None:
    said = problems(change)
    assert any(problem.startswith(WRONG[change]) for problem in said), said


def test_a_last_rule_that_holds_everywhere_is_a_catch_all(problems: Sentences) -> None:
    rules = ("('own', 1, 'a', 'recency_score', '4', null)",
             "('own', 2, 'b', 'recency_score', '1', null)")
    change = f"{OWN}; insert into segment_rules values {', '.join(rules)}"
    assert problems(change, words=" both hold for ") == []


# scheme, priority, metric and bounds laid over those that ship, and what is said of them
OVERRIDES = {
    "'account_tier', 20, 'silence_ratio', '3', null": None,
    "'account_tier', 21, 'silence_ratio', '3', null":
        "account_tier, priority 21, metric silence_ratio is no condition of the rules; allowed: ",
    "'no_tier', 20, 'silence_ratio', '3', null":
        "no_tier, priority 20, metric silence_ratio is no condition of the rules; allowed: one ",
    "'account_tier', null, 'silence_ratio', '3', null":
        "account_tier, priority ?, metric silence_ratio is no condition of the rules; allowed: ",
    "'account_tier', 20, 'silence_ratio', '3', ''), ('account_tier', 20, 'silence_ratio', '4', ''":
        "account_tier, priority 20, metric silence_ratio is there more than once; allowed: once.",
    "'account_tier', 20, 'tenure_days', null, null":
        "account_tier, priority 20, metric tenure_days has no bound; allowed: at_least, below, or ",
}


@pytest.mark.parametrize("row", OVERRIDES)
def test_wrong_overrides_are_named_in_one_sentence(demo: Build, changeable: Any, row: str) -> None:
    names = "scheme, priority, metric, at_least_text, below_text"
    changeable.execute(
        "create or replace view segmentation_work.stg_segmentation__rule_overrides as "
        f"select * from (values ({row})) as overrides ({names})"
    )
    judge = demo.test_sql("assert_rule_overrides_lie_over_a_condition")
    said = [problem for (problem,) in changeable.execute(judge).fetchall()]
    assert len(said) == (OVERRIDES[row] is not None)
    for problem in said:
        assert problem.startswith(f"segmentation_rule_overrides: {OVERRIDES[row]}")


def test_a_customer_without_a_segment_is_named_with_the_values(small: Build) -> None:
    """C0 has ordered for 420.00 in 3 orders, the others for less or in 4 orders."""
    lines = [line(str(n), f"C{n % 7}", f"2025-01-{1 + n:02}", str(10 * n)) for n in range(1, 25)]
    rules = """
        delete from segmentation_work.segment_rules;
        insert into segmentation_work.segment_rules values
            ('rfm', 10, 'vip', 'orders', '4', null), ('rfm', 20, 'lost', 'revenue', null, '420')
    """
    replay = Replay(small, ["int_customers_segmented"])
    with replay.on(query_of(lines, {}), changes=rules):
        judge = small.test_sql("assert_every_customer_has_one_segment_per_scheme")
        assert replay.rows(judge) == [("rfm: no rule for customer C0: 3 orders; revenue 420.00.",)]
