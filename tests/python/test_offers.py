"""What to offer, by what was planted in the demo."""

import json
from itertools import permutations

import pytest

from dbt_runs import Build
from project_files import ROOT


@pytest.mark.parametrize("rank", ["affinity_rank", "basket_rank"])
def test_planted_pairs_come_out_on_top(demo: Build, rank: str) -> None:
    truth = ROOT / "tests" / "fixtures" / "demo_planted_truth.json"
    planted = json.loads(truth.read_text(encoding="utf-8"))["bought_together"]
    query = f"""
        select product_line, other_product_line from segmentation.fct_product_affinity
        where scheme = 'all' and {rank} <= 4
    """
    assert set(demo.rows(query)) == {pair for lines in planted for pair in permutations(lines)}
