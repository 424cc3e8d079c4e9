"""Own bounds for single conditions of the rules that ship, and those that make no sense."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dbt_runs import Build, Line
from own_tables import as_relation

NAMES = ("scheme", "priority", "metric", "at_least", "below")
Override = tuple[str, str, str, str | None, str | None]
# At-Risk from three usual gaps of silence on, Stable up to there
OVERRIDES: list[Override] = [
    ("account_tier", "20", "silence_ratio", "3", None),
    ("account_tier", "50", "silence_ratio", None, "3"),
]


def orders() -> list[Line]:
    """Two customers who order every 100 days: one silent for 250 days, one for 350."""
    starts = {"patient": ("2023-02-11", "2023-05-22", "2023-08-30"),
              "silent": ("2022-11-03", "2023-02-11", "2023-05-22")}
    return [
        {"order_id": f"{customer}-{day}", "customer_id": customer, "ordered_at": day,
         "line_amount": "10"}
        for customer, days in starts.items()
        for day in days
    ]


def write(path: Path, overrides: list[Override]) -> str:
    return as_relation(path, [dict(zip(NAMES, row, strict=True)) for row in overrides])


@pytest.fixture(scope="module")
def overrides_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("overrides") / "thresholds.csv"


@pytest.fixture(scope="module")
def patient(build: Callable[..., Build], overrides_file: Path) -> Build:
    result = build(
        orders(),
        options=["--select", "+fct_customer_segments", "--indirect-selection", "buildable"],
        as_of_date="2024-05-06",
        rule_overrides=write(overrides_file, OVERRIDES),
    )
    assert result.ok, result.said[-4000:]
    return result


def test_a_threshold_is_changed_and_said_in_the_reason(patient: Build) -> None:
    told = "select customer_id, segment, reason from segmentation.fct_customer_segments"
    assert patient.rows(f"{told} where scheme = 'account_tier' order by 1") == [
        (
            *("patient", "stable"),
            "3 orders, at least 2; orders trend -0.200000, at least -0.3; silence 2.5000 usual "
            "gaps, below 3",
        ),
        (
            *("silent", "at_risk"),
            "tenure 550 days, at least 90; silence 3.5000 usual gaps, at least 3",
        ),
    ]


WRONG: dict[str, list[Override]] = {
    "account_tier, priority 21, metric silence_ratio is no condition of the rules; allowed: one "
    "that they have.": [*OVERRIDES, ("account_tier", "21", "silence_ratio", "3", None)],
    "no_tier, priority 20, metric silence_ratio is no condition of the rules; allowed: one that "
    "they have.": [*OVERRIDES, ("no_tier", "20", "silence_ratio", "3", None)],
    "account_tier, priority ?, metric silence_ratio is no condition of the rules; allowed: one "
    "that they have.": [*OVERRIDES, ("account_tier", "first", "silence_ratio", "3", None)],
    "account_tier, priority 20, metric silence_ratio is there more than once; allowed: once.": [
        *OVERRIDES, ("account_tier", "20", "silence_ratio", "4", None)
    ],
    "account_tier, priority 20, metric tenure_days has no bound; allowed: at_least, below, or "
    "both.": [*OVERRIDES, ("account_tier", "20", "tenure_days", None, None)],
}


@pytest.mark.parametrize("sentence", WRONG)
def test_wrong_overrides_are_named_in_one_sentence(
    patient: Build, overrides_file: Path, sentence: str
) -> None:
    [compiled] = patient.target.glob("compiled/**/assert_rule_overrides_lie_over_a_condition.sql")
    written = overrides_file.read_text(encoding="utf-8")
    try:
        write(overrides_file, WRONG[sentence])
        with duckdb.connect() as connection:
            # the name that views know it by
            connection.execute(f"attach '{patient.database}' as working (read_only)")
            found = connection.execute(compiled.read_text(encoding="utf-8")).fetchall()
    finally:
        overrides_file.write_text(written, encoding="utf-8")
    assert found == [(f"segmentation_rule_overrides: {sentence}",)]
