"""The marts are a function of the data: not of its order, and not of threads."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

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


def test_one_thread_and_shuffled_rows_give_the_same_marts(
    demo: Build, build: Callable[..., Build], tmp_path: Path
) -> None:
    shuffled = copy_repository(tmp_path / "shuffled")
    for folder in SEEDS:
        for number, path in enumerate(sorted((shuffled / folder).glob("*.csv"))):
            shuffle_rows(path, number)
    other = build(project=shuffled, options=["--threads", "1", *NO_TESTS])
    assert other.ok, other.said[-3000:]
    marts, others = demo.marts(), other.marts()
    assert set(marts) == set(others)
    for name, rows in marts.items():
        assert rows == others[name], f"{name}: {sorted(set(rows) ^ set(others[name]))[:2]}"
