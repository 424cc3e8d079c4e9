"""Scores by fixed bounds: whoever else there is, in every month, and bounds that make no sense."""

from pathlib import Path

import duckdb
import pytest

from dbt_runs import Build, Builder, line
from own_tables import as_relation

Bound = tuple[str, str, str | None]
# a monthly payer never reaches the bound of 45 days
DAYS = ("0", "45", "90", "180", "360")
BOUNDS: list[Bound] = [
    *(("recency", str(score), days) for score, days in zip(range(5, 0, -1), DAYS, strict=True)),
    *(("frequency", str(score), str(score)) for score in range(1, 6)),
    *(("monetary", str(score), str(50 * score)) for score in range(1, 6)),
]
LOOKED_AT = ("fct_customer_segments", "fct_customer_rfm_scores", "fct_customer_segment_history",
             "assert_fixed_scores_have_their_bounds")
TOLD = "select sentence from segmentation.fct_insights where topic = 'score' order by insight_id"


# 200 customers pay 9.99 each month of 2024, on one day of the month each; nobody leaves
PAYMENTS = [
    line(f"S{who}-{month}", f"c{who:03}", f"2024-{month:02}-{1 + who * 7 % 28:02}", "9.99")
    for who in range(1, 201)
    for month in range(1, 13)
]


def write_bounds(path: Path, bounds: list[Bound]) -> str:
    names = ("metric", "score", "at_least")
    return as_relation(path, [dict(zip(names, bound, strict=True)) for bound in bounds])


@pytest.fixture(scope="module")
def bounds_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bounds") / "score_bounds.csv"


@pytest.fixture(scope="module")
def flat(build: Builder, bounds_file: Path) -> Build:
    result = build(
        PAYMENTS,
        options=["--select", *(f"+{model}" for model in LOOKED_AT), "--indirect-selection",
                 "buildable"],
        score_method="fixed",
        score_bounds=write_bounds(bounds_file, BOUNDS),
        history_thresholds="frozen",
    )
    assert result.ok, result.said[-4000:]
    return result


def test_nobody_is_lost_who_pays_every_month(flat: Build) -> None:
    segments = "select distinct segment from segmentation.fct_customer_segments"
    assert flat.rows(f"{segments} where scheme = 'rfm'") == [("vip",)]
    scores = "select recency_score, frequency_score, monetary_score, count(*)"
    assert flat.rows(f"{scores} from segmentation.fct_customer_rfm_scores group by all") == [
        (5, 5, 2, 200)
    ]


def test_the_past_is_scored_by_the_same_bounds(flat: Build) -> None:
    # two payments of 9.99 by the end of February, one of them in it: nobody else matters
    for day, *scores in (("02-29", 5, 2, 1), ("10-31", 5, 5, 1), ("11-30", 5, 5, 2)):
        assert flat.rows(f"""
            select distinct recency_score, frequency_score, monetary_score
            from segmentation.fct_customer_segment_history
            where scheme = 'rfm' and as_of_date = '2024-{day}'
        """) == [tuple(scores)]


def test_relative_scores_of_who_all_pay_are_warned_of(build: Builder) -> None:
    options = ["--select", "+fct_insights", "--indirect-selection", "buildable"]
    result = build(PAYMENTS, options=options, score_method="rank")
    assert result.ok, result.said[-4000:]
    told = [sentence for (sentence,) in result.rows(TOLD)]
    assert [sentence.split(",")[0] for sentence in told] == [
        "Recency tells nobody apart: all customers ordered last within 21 days of each other",
        "Frequency has 1 value for 5 scores",
        "Monetary value has 1 value for 5 scores",
        "Recency has 4 different values for 5 scores",
    ]
    assert all(any(sentence in said for said in result.warnings) for sentence in told)


WITHOUT_MONEY = [bound for bound in BOUNDS if bound[0] != "monetary"]
WRONG = {
    "segmentation_score_method is fixed for monetary, and segmentation_score_bounds has no bound "
    "for it; allowed: one for each score from 1 to 5, in your own currency": WITHOUT_MONEY,
    "has no bound for its score 1; allowed: one for each score from 1 to 5.": [
        bound for bound in BOUNDS if bound[:2] != ("frequency", "1")
    ],
    "recency, score 6 is no score; allowed: a whole number from 1 to 5.":
        [*BOUNDS, ("recency", "6", "-1")],
    "monetary, score 3 has more than one bound; allowed: one.": [*BOUNDS, ("monetary", "3", "150")],
    "monetary, score 3 has the unreadable bound many; allowed: a plain decimal": [
        *WITHOUT_MONEY, *(("monetary", str(n), "many" if n == 3 else str(n)) for n in range(1, 6)),
    ],
    "monetary, score 2 has at least 1, not more than the 1 of the lower score.": [
        *WITHOUT_MONEY, *(("monetary", str(n), str(max(1, n - 1))) for n in range(1, 6)),
    ],
    "recency, score 4 has at least 90 days, not fewer than the 90 of the lower score": [
        ("recency", "4", "90"),
        *[bound for bound in BOUNDS if bound[:2] != ("recency", "4")],
    ],
    "segmentation_score_bounds names the unknown metric tenure; allowed: recency, frequency":
        [*BOUNDS, ("tenure", "1", "1")],
}


@pytest.mark.parametrize("sentence", WRONG)
def test_wrong_bounds_are_said_in_a_sentence(flat: Build, bounds_file: Path, sentence: str) -> None:
    write_bounds(bounds_file, WRONG[sentence])
    with duckdb.connect() as connection:
        # the name that views know it by
        connection.execute(f"attach '{flat.database}' as working (read_only)")
        judge = flat.test_sql("assert_fixed_scores_have_their_bounds")
        [(said,)] = connection.execute(judge).fetchall()
    assert sentence in said
