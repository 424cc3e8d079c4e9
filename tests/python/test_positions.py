"""Positions spare work and change nothing: with one for each customer the marts are the same.

Rules are drawn by lot on every metric that rules may name, with bounds that customers lie on. Each
set of rules is built twice: as it is, and with every customer, on every day, at a position alone.
"""

import random
import re
from dataclasses import replace
from typing import Any

import pytest

from dbt_runs import Build
from first_match import read_rules
from project_files import ROOT
from replay import Replay, Step

RULES = read_rules(ROOT / "seeds/rules/segment_rules.csv")
MARTS = ["fct_customer_segments", "fct_customer_segment_history"]
METRICS = """
    from segmentation.fct_customer_metrics
    inner join segmentation.fct_customer_rfm_scores using (customer_id, recency_days, as_of_date)
"""
# what gives customers their positions, and what makes each of them another one
APART = {
    "int_customers_positioned": "customer_id",
    "int_history_positions": "customer_id || ' ' || as_of_date",
}
END = re.compile(r"select \* from (\w+)(?=\s*\)?;?\s*$)")
LOTS = range(2)


def apart(step: Step) -> Step:
    """Return the step of a model with a position for each customer."""
    if step.name not in APART:
        return step
    alone = rf"select * replace ({APART[step.name]} as position) from \1"
    sql, ends = END.subn(alone, step.sql)
    assert ends == 1, step.sql[-300:]
    return replace(step, sql=sql)


@pytest.fixture(scope="module")
def together(demo: Build) -> Replay:
    """What the demo's segments and their history are made of."""
    return Replay(demo, MARTS)


@pytest.fixture(scope="module")
def alone(demo: Build) -> Replay:
    """The same, where nobody shares a position."""
    replay = Replay(demo, MARTS)
    replay.steps = [apart(step) for step in replay.steps]
    return replay


@pytest.fixture(scope="module")
def values(demo: Build) -> dict[str, list[Any]]:
    """The values that customers of the demo have, by metric."""
    metrics = [name for (name,) in demo.rows(
        f"select column_name from (describe {METRICS}) "
        "where column_type in ('INTEGER', 'BIGINT') or column_type like 'DECIMAL%'"
    )]
    found = {}
    for name in metrics:
        query = f"select {name} {METRICS} where {name} is not null order by customer_id"
        found[name] = [value for (value,) in demo.rows(query)]
    assert len(found) == 28
    return found


def drawn(lot: int, values: dict[str, list[Any]]) -> str:
    """Return SQL that gives each scheme rules drawn by lot, and a catch-all."""
    chance = random.Random(lot)
    rows = []
    for scheme, rules in RULES.items():
        segments = sorted({rule.segment for rule in rules})
        metrics = chance.sample(sorted(values), 5)
        for priority in range(1, 8):
            segment = chance.choice(segments)
            for metric in chance.sample(metrics, chance.choice([1, 2, 2, 3])):
                low, high = sorted(chance.choice(values[metric]) for _ in range(2))
                kind = chance.choice(["least", "below", "between"])
                at_least = "null" if kind == "below" else f"'{low}'"
                below = "null" if kind == "least" or low == high else f"'{high}'"
                if at_least != below:
                    bounds = f"'{metric}', {at_least}, {below}"
                    rows.append(f"('{scheme}', {priority}, '{segment}', {bounds})")
        rows.append(f"('{scheme}', 99, '{chance.choice(segments)}', null, null, null)")
    table = "segmentation_work.segment_rules"
    return f"delete from {table}; insert into {table} values {', '.join(rows)}"


@pytest.mark.parametrize("lot", LOTS)
def test_a_position_for_each_customer_gives_the_same_marts(
    lot: int, values: dict[str, list[Any]], together: Replay, alone: Replay
) -> None:
    changes = drawn(lot, values)
    with together.on(changes=changes) as connection:
        found = together.marts()
        [[positions]] = connection.execute(
            "select count(*) from segmentation_work.int_segment_positions where scheme = 'rfm'"
        ).fetchall()
        [[gaps]] = connection.execute(
            "select count(gap_metric) from segmentation.fct_customer_segments"
        ).fetchall()
    with alone.on(changes=changes):
        wanted = alone.marts()
    customers = len(values["revenue"])
    assert 20 < positions < customers
    assert gaps > customers
    for mart in MARTS:
        assert found[mart] == wanted[mart], mart
