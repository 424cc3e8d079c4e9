"""The marts are a function of the data: not of its order, of threads, or of the currency's unit."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dbt_runs import Build, copy_repository
from replay import Replay

NO_TESTS = ("--exclude-resource-types", "unit_test", "test")
SEEDS = ("seeds/demo", "seeds/rules")
SCORED = ("fct_customer_metrics", "fct_customer_rfm_scores", "fct_customer_segments")


def shuffle_rows(path: Path, seed: int) -> None:
    """Put the rows of a CSV file in another order, leaving their text as it is."""
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    with path.open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == len(rows) + 1, "a row has several lines"
    random.Random(seed).shuffle(rows)
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")


def assert_same_marts(one: Build, other: Build) -> None:
    """Compare every mart row by row, sorted; name the first row that differs."""
    marts, others = one.marts(), other.marts()
    assert set(marts) == set(others)
    for name in marts:
        differing = set(marts[name]) ^ set(others[name])
        assert marts[name] == others[name], f"{name}: {sorted(differing)[:2]}"


def test_one_thread_and_shuffled_rows_give_the_same_marts(
    demo: Build, build: Callable[..., Build], tmp_path: Path
) -> None:
    shuffled = copy_repository(tmp_path / "shuffled")
    for folder in SEEDS:
        for number, path in enumerate(sorted((shuffled / folder).glob("*.csv"))):
            shuffle_rows(path, number)
    other = build(project=shuffled, options=["--threads", "1", *NO_TESTS])
    assert other.ok, other.said[-3000:]
    assert len(demo.marts()["fct_customer_segments"]) > 1000
    assert_same_marts(demo, other)


SCORES = """
    select customer_id, recency_score, frequency_score, monetary_score, scheme, segment
    from segmentation.fct_customer_rfm_scores
    inner join segmentation.fct_customer_segments using (customer_id)
    order by all
"""


REVENUE = "select sum(revenue) from segmentation.fct_customer_metrics"
# wherever they are plain numbers; the others stay as broken as they are
IN_CENTS = """
    update segmentation_demo.demo_order_lines set {column} = cast(
        100 * cast({column} as decimal(30, 6)) as varchar
    ) where regexp_full_match({column}, '-?[0-9]+(\\.[0-9]+)?')
"""


def assert_same_scores(plain: Build, replay: Replay, in_cents: dict[str, str]) -> None:
    """Compare every score and segment, and see that the amounts were really another hundredfold."""
    assert len(plain.rows(SCORES)) > 50
    with replay.on(**in_cents):
        assert replay.one(REVENUE) == 100 * plain.one(REVENUE) != 0
        assert plain.rows(SCORES) == replay.rows(SCORES)


def test_a_hundred_times_the_amounts_changes_no_score_and_no_segment(demo: Build) -> None:
    changes = "; ".join(IN_CENTS.format(column=name) for name in ("line_amount", "unit_price"))
    assert_same_scores(demo, Replay(demo, SCORED), {"changes": changes})


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("recency_days", "recency_score"),
        ("frequency", "frequency_score"),
        ("monetary", "monetary_score"),
    ],
)
def test_equal_values_have_equal_scores(demo: Build, value: str, score: str) -> None:
    scores = f"select {value}, count(distinct {score}) as scores from {{}} group by {value}"
    mart = "segmentation.fct_customer_rfm_scores"
    assert demo.one(f"select count(*) - count(distinct {value}) from {mart}") > 0, "no ties at all"
    assert demo.rows(f"from ({scores.format(mart)}) where scores > 1") == []
