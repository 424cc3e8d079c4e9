"""The marts are a function of the data: not of its order, of threads, or of the currency's unit."""

import csv
import random
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from dbt_runs import Build, copy_repository

NO_TESTS = ("--exclude-resource-types", "unit_test", "test")
SEEDS = ("seeds/demo", "seeds/rules")


def shuffle_rows(path: Path, seed: int) -> None:
    """Put the rows of a CSV file in another order, leaving their text as it is."""
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    with path.open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == len(rows) + 1, "a row has several lines"
    random.Random(seed).shuffle(rows)
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")


def multiply_amounts(path: Path, factor: int) -> None:
    """Multiply line_amount and unit_price by a factor, wherever they are numbers."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for column in ("line_amount", "unit_price"):
            try:
                row[column] = str(Decimal(row[column]) * factor)
            except InvalidOperation:
                continue
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


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


def test_one_thread_and_the_same_rows_give_the_same_marts(
    demo: Build, build: Callable[..., Build]
) -> None:
    other = build(options=["--threads", "1", *NO_TESTS])
    assert other.ok, other.said[-3000:]
    assert_same_marts(demo, other)


SCORES = """
    select customer_id, recency_score, frequency_score, monetary_score, scheme, segment
    from segmentation.fct_customer_rfm_scores
    inner join segmentation.fct_customer_segments using (customer_id)
    order by all
"""


@pytest.mark.parametrize("measure", ["total", "average_order"])
def test_a_hundred_times_the_amounts_changes_no_score_and_no_segment(
    demo: Build, build: Callable[..., Build], tmp_path: Path, measure: str
) -> None:
    in_cents = copy_repository(tmp_path / "in_cents")
    multiply_amounts(in_cents / "seeds/demo/demo_order_lines.csv", 100)
    settings = {} if measure == "total" else {"monetary_measure": measure}
    plain = build(options=NO_TESTS, **settings) if settings else demo
    other = build(project=in_cents, options=NO_TESTS, **settings)
    assert plain.ok and other.ok, other.said[-3000:]
    revenue = "select sum(revenue) from segmentation.fct_customer_metrics"
    assert other.one(revenue) == 100 * plain.one(revenue)
    assert len(plain.rows(SCORES)) > 1000
    assert plain.rows(SCORES) == other.rows(SCORES)


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
