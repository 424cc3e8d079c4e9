"""The plan of the coming weeks, held against the optimum in drawn cases."""

import random
from collections.abc import Iterable
from fractions import Fraction

import duckdb
import pandas
import pytest

from dbt_runs import Build

WEEKS = 4
QUEUE = "intermediate/actions/int_actions_queued.sql"
PLAN = "marts/actions/fct_action_plan.sql"
OWNERS = "working.segmentation_work.stg_segmentation__owners"
ACTIONS = "working.segmentation.fct_customer_actions"
Action = tuple[Fraction, int]  # hours, gain


@pytest.fixture(scope="module")
def cases() -> dict[str, tuple[Fraction, list[Action]]]:
    """Owners with their hours a week and the actions that wait for them: few, many, short, long."""
    draw = random.Random(20260105)
    found = {}
    for number in range(500):
        hours = Fraction(draw.randint(0, 60), 4)
        lengths = draw.choice([[1], [2], [1, 2], [1, 2, 12], [1, 3, 7, 40], list(range(1, 30))])
        gains = draw.choice([1, 30, 100_000])
        actions = [
            (Fraction(draw.choice(lengths), 4), draw.randint(1, gains))
            for _ in range(draw.choice([0, 1, 2, 10, 60]))
        ]
        found[f"owner {number}"] = (hours, actions)
    return found


def planned(
    demo: Build, cases: dict[str, tuple[Fraction, list[Action]]], more: Fraction = Fraction(0)
) -> dict[str, list[list[Action]]]:
    """Return for each owner the actions of each week, as the compiled models choose them."""
    folder = demo.target / "compiled/customer_segmentation/models"
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as working")
        for schema in ("segmentation", "segmentation_work"):
            connection.execute(f"create schema working.{schema}")
        connection.register("owners", pandas.DataFrame(
            [(owner, float(hours + more)) for owner, (hours, _) in cases.items()],
            columns=["owner", "hours_a_week"],
        ))
        connection.register("actions", pandas.DataFrame(
            [
                (owner, f"{owner}: {place:03}", float(hours), gain)
                for owner, (_, waiting) in cases.items()
                for place, (hours, gain) in enumerate(waiting)
            ],
            columns=["assigned_to", "customer_id", "effort_hours", "expected_gain"],
        ))
        connection.execute(f"create table {OWNERS} as from owners")
        connection.execute(f"""
            create table {ACTIONS} as
            select assigned_to, customer_id, effort_hours::decimal(18, 3) as effort_hours,
                expected_gain::decimal(18, 2) as expected_gain, 'rfm' as scheme, 'vip' as segment,
                'Call' as action, 'call' as channel, 'invest' as decision, true as is_best_action,
                '' as expected_gain_reason, date '2026-01-01' as as_of_date
            from actions
        """)
        queue = (folder / QUEUE).read_text(encoding="utf-8")
        connection.execute(
            f"create table working.segmentation_work.int_actions_queued as {queue}"
        )
        plan = connection.execute((folder / PLAN).read_text(encoding="utf-8")).df()
    assert plan["customer_id"].is_unique
    weeks = sorted(plan["week"].unique())
    assert len(weeks) == WEEKS
    found: dict[str, list[list[Action]]] = {owner: [[] for _ in weeks] for owner in cases}
    for row in plan.itertuples():
        action = (Fraction(str(row.hours)), int(row.expected_gain))
        found[row.owner][weeks.index(row.week)].append(action)
    return found


def gain(actions: Iterable[Action]) -> int:
    return sum(worth for _, worth in actions)


def fractional_optimum(hours: Fraction, actions: list[Action]) -> Fraction:
    """Return the gain of the best choice if actions could be done in part."""
    total = Fraction(0)
    for length, worth in sorted(actions, key=lambda action: action[1] / action[0], reverse=True):
        taken = min(length, hours)
        total += worth * taken / length
        hours -= taken
    return total


def test_the_plan_is_within_capacity_and_near_the_optimum(
    demo: Build, cases: dict[str, tuple[Fraction, list[Action]]]
) -> None:
    """A week lacks an action at most: the one that would have gone on into the next week."""
    plan = planned(demo, cases)
    longer = planned(demo, cases, more=Fraction(1))
    for owner, (hours, waiting) in cases.items():
        possible = [action for action in waiting if action[0] <= hours]
        largest = max((worth for _, worth in possible), default=0)
        assert all(sum(length for length, _ in week) <= hours for week in plan[owner]), owner
        reached = sum(map(gain, plan[owner]))
        assert reached >= fractional_optimum(WEEKS * hours, possible) - WEEKS * largest, owner
        assert sum(map(gain, longer[owner])) >= reached, owner
