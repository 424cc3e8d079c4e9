"""The analyses compile, run on the built demo company, and say what the marts say."""

from typing import Any

import duckdb
import pytest

from dbt_runs import Build, Builder
from project_files import ROOT

NAMES = sorted(path.stem for path in (ROOT / "analyses").glob("*.sql"))
Answers = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def answers(build: Builder, demo: Build) -> Answers:
    """What each analysis answers on the demo company, by its name."""
    result = build(command="compile", options=["--select", "path:analyses"])
    assert result.ok, result.said[-3000:]
    found = {}
    with duckdb.connect() as connection:
        # relations are named with the database that they were compiled for
        connection.execute(f"attach '{demo.database}' as working (read_only)")
        for path in (result.target / "compiled/customer_segmentation/analyses").glob("*.sql"):
            answer = connection.sql(path.read_text(encoding="utf-8"))
            rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
            found[path.stem] = rows
    return found


def test_columns_are_those_that_the_yml_describes(answers: Answers, demo: Build) -> None:
    nodes = demo.artifact("manifest.json")["nodes"]
    for name in NAMES:
        node = nodes[f"analysis.customer_segmentation.{name}"]
        assert node["description"].strip(), name
        assert list(node["columns"]) == list(answers[name][0]), name


def test_moved_customers_end_in_the_segment_of_the_marts(answers: Answers, demo: Build) -> None:
    """The second day is the demo's as-of date, and its scores are those of the default settings."""
    segments = "select customer_id, segment from segmentation.fct_customer_segments"
    marts = dict(demo.rows(f"{segments} where scheme = 'rfm' and as_of_date = '2025-12-31'"))
    moved = answers["customers_moved_between_two_dates"]
    assert [row for row in moved if row["to_segment"] != marts[row["customer_id"]]] == []
    assert {row["direction"] for row in moved} == {"better", "worse", "new"}
    assert len({row["customer_id"] for row in moved}) == len(moved)


def test_a_moved_bound_moves_the_customers_between_the_two_bounds(
    answers: Answers, demo: Build
) -> None:
    changes = answers["what_if_a_threshold_moved"]
    [(customers, revenue)] = demo.rows(
        "select count(*), sum(monetary) from segmentation.fct_customer_rfm_scores"
        " where recency_score = 2"
    )
    assert sum(row["customers"] for row in changes) == customers
    assert sum(row["revenue"] for row in changes) == revenue
    assert {(row["from_segment"], row["to_segment"]) for row in changes} == {
        ("at_risk", "loyal"),
        ("lost", "potential_loyalist"),
    }


def test_top_accounts_at_risk_are_those_with_most_revenue(answers: Answers, demo: Build) -> None:
    accounts = answers["top_accounts_at_risk"]
    expected = demo.rows(
        "select customer_id from segmentation.fct_customer_segments"
        " where scheme = 'rfm' and segment = 'at_risk'"
        " order by revenue desc, customer_id limit 25"
    )
    assert [(row["customer_id"],) for row in accounts] == expected
    for row in accounts:
        assert f"{row['days_since_last_order']} days" in row["reason"]
        assert row["gap_to_better_segment"] and row["recommended_action"]
