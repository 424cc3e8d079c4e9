"""A wrong setting stops the run before anything is built, with one sentence that names it."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dbt_runs import READ_BY_RUNS, RECORD, Build, copy_repository, environment
from project_files import ROOT

# per setting: values that are wrong, and words of the sentence that says what is allowed
WRONG: dict[str, tuple[list[Any], str]] = {
    "as_of_date": (
        ["2024-13-45", "2023-02-29", "31.12.2024", 20241231, "yesterday", "0001-01-01"],
        "an ISO date such as 2025-12-31, or null",
    ),
    "lookback_months": ([-1, 0, "12", 1.5, True, 1201], "a whole number from 1 to 1200, or null"),
    "time_zone": (["Mars/Olympus", None, "", 1], "a name of the tz database such as Europe/London"),
    "excluded_order_statuses": (
        ["cancelled", {"cancelled": True}, [None], 3, [["cancelled"]]],
        "a list of texts, [] for none",
    ),
    "refund_policy": (["x", None, ["net"], "NET", 1], "net, drop, raise"),
    "unreadable_limit": ([-0.1, 1.1, "0.05", True, None], "a number from 0 to 1"),
    "placeholder_dates": (
        ["1970-01-01", ["1970-02-30"], [19700101], {"day": "1970-01-01"}, [None]],
        "a list of ISO dates such as 1970-01-01, [] for none",
    ),
    "extra_columns": (["updated_at", ["line_amount"], [None], 1], "a list of updated_at, or null"),
    "clean_lines": (["file", None, True], "table, view, parquet"),
    "incremental_lines": (["yes", None, 1, 0], "true or false"),
    "late_arrival_days": ([-1, "7", 1.5, True, 3651], "a whole number from 0 to 3650, or null"),
    "duplicate_lines": (["drop", None, {"key": 1}, True], "key, exact, keep"),
    "currency": (["", 978, ["EUR"], "  "], "a currency code such as EUR, or null"),
    "amount_decimals": ([7, -1, "2", None, True], "a whole number from 0 to 6"),
    "frequency_unit": (["orders", None, ["order"], 5], "order, order_line, order_date"),
    "monetary_measure": (["sum", None, ["total"]], "total, average_order"),
    "score_buckets": ([11, 2, "5", True, None, 4.5], "a whole number from 3 to 10"),
    "score_method": (
        ["zscore", {"revenue": "rank"}, {"recency": "zscore"}, ["rank"], None],
        "rank, ntile, quantile, fixed, or one by metric",
    ),
    "score_ties": (["x", {"recency": "x"}, {"value": "shared"}, True], "shared, broken"),
    "schemes": (["rfm", [], 5, None, [None]], "all, or a list of schemes"),
    "parts": (
        ["sales", ["presales"], [None], 5, {"sales": True}, "All"],
        "all, a list of history, sales, offers, campaigns, value, insights, movement, or null",
    ),
    "history_months": ([-1, 121, "24", None], "a whole number from 0 to 120"),
    "history_thresholds": (["fixed", None, 1], "moving, frozen"),
    "history_frozen_on": (["yesterday", 20250101], "an ISO date such as 2025-12-31, or null"),
    "margin": ([0, -1, 1.5, "1", True, None], "a number above 0 and at most 1"),
    "lifetime_value_model": (["BG/NBD", "all", None], "best, mbg_nbd, bg_nbd, nbd"),
    "lifetime_value_horizon_days": ([0, 3651, "365", None, 1.5], "a whole number from 1 to 3650"),
    "annual_discount_rate": ([-0.1, 1.1, "0.1", True, None], "a number from 0 to 1"),
    "smallest_pair": ([0, "5", None, 1.5], "a whole number from 1 to 1000000"),
    "personal_data": (["HASH", None, True, ["hash"]], "keep, hash, leave_out"),
    "small_cell_floor": ([-1, 1000001, "5", None, 2.5], "a whole number from 0 to 1000000"),
    "publish_personal_data": (["true", None, 1, ["true"]], "true or false"),
    # not settings at all
    "score_bucket": ([4, None], ""),
    "as_of": (["2024-01-31"], ""),
    "": ([1], ""),
    # inputs that make no sense without others
    "rules": (["raw.rules"], ""),
    "segments": ([None, "raw.segments"], ""),
    "actions": ([None, None, "raw.actions"], ""),
}
UNKNOWN = ("score_bucket", "as_of", "")
TOGETHER = ("rules", "segments", "actions")
ROUNDS = max(len(values) for values, _ in WRONG.values())
# right by themselves, not together; in the last round, where none of them is wrong
CONTRADICTING = {"publish_personal_data": True, "personal_data": "leave_out"}


@pytest.fixture(scope="module")
def reports(build: Callable[..., Build]) -> list[Build]:
    """Run all first wrong values at once, then all second ones: they are reported together."""
    return [
        build(
            afresh=True,
            **(CONTRADICTING if n == ROUNDS - 1 else {}),
            **{name: values[n] for name, (values, _) in WRONG.items() if n < len(values)},
        )
        for n in range(ROUNDS)
    ]


@pytest.mark.parametrize("number", range(ROUNDS))
def test_wrong_settings_stop_the_run_before_anything_is_built(
    reports: list[Build], number: int
) -> None:
    report = reports[number]
    assert not report.ok
    assert report.built == {}
    assert report.tables() == RECORD


@pytest.mark.parametrize(
    ("name", "number"),
    [
        pytest.param(name, number, id=f"{name}-{value}")
        for name, (values, allowed) in WRONG.items()
        if allowed
        for number, value in enumerate(values)
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    reports: list[Build], name: str, number: int
) -> None:
    values, allowed = WRONG[name]
    pattern = rf"^ *segmentation_{name} is (.*); allowed: (.*)\.$"
    [(value, said_allowed)] = set(re.findall(pattern, reports[number].said, re.MULTILINE))
    assert yaml.safe_load(value) == values[number]
    assert type(yaml.safe_load(value)) is type(values[number])
    assert said_allowed.startswith(allowed)


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name in UNKNOWN for number in range(len(WRONG[name][0]))],
)
def test_an_unknown_setting_is_named_with_those_that_exist(
    reports: list[Build], name: str, number: int
) -> None:
    pattern = rf"^ *segmentation_{name} is not a setting; allowed: (.*)\.$"
    [allowed] = set(re.findall(pattern, reports[number].said, re.MULTILINE))
    assert set(allowed.split(", ")) == documented_vars()


@pytest.mark.parametrize(("number", "name"), list(enumerate(TOGETHER)))
def test_rules_segments_and_actions_are_replaced_together(
    reports: list[Build], number: int, name: str
) -> None:
    other = "segments" if name == "rules" else "rules"
    said = f"segmentation_{name} is mapped but segmentation_{other} is not; own rules, segments and"
    assert said in reports[number].said


def test_settings_that_contradict_each_other_are_named(reports: list[Build]) -> None:
    sentence = (
        "segmentation_publish_personal_data is true and segmentation_personal_data is leave_out; "
        "allowed: one of them, names in the dashboard or in nothing."
    )
    assert [sentence in report.said for report in reports] == [False] * (ROUNDS - 1) + [True]


def test_what_is_right_is_not_complained_about(reports: list[Build]) -> None:
    for number, report in enumerate(reports):
        named = set(re.findall(r"^ *segmentation_(\w*) is ", report.said, re.MULTILINE))
        wrong = {name for name, (values, _) in WRONG.items() if number < len(values)}
        wrong |= {"publish_personal_data"} if number == ROUNDS - 1 else set()
        assert named - {*UNKNOWN, *TOGETHER} == wrong - {*UNKNOWN, *TOGETHER}


def test_every_setting_is_tried() -> None:
    known = known_names("settings")
    assert known == {name for name, (_, allowed) in WRONG.items() if allowed}


def test_the_command_line_fails_with_the_sentence(package: Path, tmp_path: Path) -> None:
    dbt = [str(Path(sys.executable).with_name("dbt")), "build", "--no-use-colors"]
    places = ["--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs")]
    # unquoted, YAML would take the date for one and dbt would stop before it knows the project
    wrong = ["--vars", "{segmentation_as_of_date: '2024-13-45'}"]
    database = str(tmp_path / "none.duckdb")
    with environment(DBT_TARGET_PATH=None, DBT_LOG_PATH=None, SEGMENTATION_DUCKDB_PATH=database):
        done = subprocess.run(
            [*dbt, *places, *wrong], cwd=package, capture_output=True, text=True, check=False
        )
    assert done.returncode != 0
    assert 'segmentation_as_of_date is "2024-13-45"; allowed: an ISO date' in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def documented_vars() -> set[str]:
    """Return the names of the vars in dbt_project.yml."""
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
    return set(project["vars"])


def known_names(macro: str) -> set[str]:
    """Return the keys of the mapping that settings() or inputs() returns."""
    text = (ROOT / f"macros/settings/{macro}.sql").read_text(encoding="utf-8")
    return set(re.findall(r"^ {8}'(\w+)': {", text, re.MULTILINE))


def test_documented_vars_are_the_known_ones() -> None:
    known = known_names("settings") | known_names("inputs")
    assert len(known_names("settings")) > 10 and len(known_names("inputs")) > 5
    assert {name.removeprefix("segmentation_") for name in documented_vars()} == known
    assert all(name.startswith("segmentation_") for name in documented_vars())


def test_every_var_is_explained_above_it() -> None:
    lines = (ROOT / "dbt_project.yml").read_text(encoding="utf-8").splitlines()
    start = lines.index("vars:")
    unexplained = [
        line
        for before, line in zip(lines[start:], lines[start + 1 :], strict=False)
        if re.match(r"  segmentation_\w+:", line)
        # the inputs share a paragraph
        and not re.match(r"  (#|segmentation_\w+: null)", before)
    ]
    assert unexplained == []


def test_the_defaults_pass(demo: Build) -> None:
    assert demo.ok


def test_what_dbt_reads_is_the_same_for_settings_that_runs_read(
    build: Callable[..., Build],
) -> None:
    def read(**settings: Any) -> dict[str, Any]:
        result = build(command="parse", afresh=True, **settings)
        assert result.ok, result.said
        found = result.artifact("manifest.json")
        for kind in found.values():
            for entry in kind.values() if isinstance(kind, dict) else []:
                # what is disabled stands in a list, by name
                for node in entry if isinstance(entry, list) else [entry]:
                    if isinstance(node, dict):
                        node.pop("created_at", None)
        del found["metadata"]
        return found

    values = {name: value for name, (values, _) in WRONG.items() for value in values}
    assert READ_BY_RUNS.keys() < values.keys()
    plain = read(order_lines="raw.order_lines", lookback_months=12)
    others = read(order_lines="read_csv('other.csv')", lookback_months=60, **READ_BY_RUNS)
    assert plain.keys() == others.keys()
    for kind, nodes in plain.items():
        assert nodes == others[kind], kind


def test_unit_tests_state_the_settings_they_depend_on(build: Callable[..., Build]) -> None:
    """They pass whatever the project's own settings are: here none is the default."""
    others = READ_BY_RUNS | {
        "score_method": "ntile", "history_thresholds": "frozen", "publish_personal_data": False,
    }
    # the demo's lines have none of the later columns
    del others["extra_columns"]
    result = build(options=["--empty", "--exclude-resource-types", "test"], **others)
    tests = {name: how for name, how in result.built.items() if name.startswith("unit_test.")}
    broken = sorted(name.split(".")[-1] for name, how in tests.items() if how != "pass")
    assert len(tests) > 200 and not broken, (broken, result.said[-6000:])


def test_settings_in_dbt_project_yml_are_checked_as_well(
    build: Callable[..., Build], package: Path, tmp_path: Path
) -> None:
    changed = copy_repository(tmp_path / "changed")
    path = changed / "dbt_project.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}  segmentation_score_bucket: 4\n", encoding="utf-8")
    report = build(project=changed)
    assert not report.ok
    assert "segmentation_score_bucket is not a setting; allowed: " in report.said
    assert report.built == {}
