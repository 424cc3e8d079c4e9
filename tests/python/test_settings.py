"""A wrong setting stops the run before anything is built, with one sentence that names it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from dbt_runs import READ_BY_RUNS, RECORD, Build
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
    "extra_columns": (["updated_at", ["line_amount"], [None], 1], "a list of updated_at"),
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
}
CASES = [(name, value) for name, (values, _) in WRONG.items() for value in values]
# each of them by itself is right, or nothing that a setting could say
TOGETHER = {
    "publish_personal_data": True, "personal_data": "leave_out", "segments": "raw.segments",
    "actions": "raw.actions",
    "order_lines": "raw.order_lines", "customer_totals": "raw.totals",
    "products": "ref('acme', 'products')",
}
SAID_TOGETHER = (
    "segmentation_publish_personal_data is true and segmentation_personal_data is leave_out; "
    "allowed: one of them, names in the dashboard or in nothing.",
    "segmentation_segments is mapped but segmentation_rules is not; own rules, segments and",
    "segmentation_actions is mapped but segmentation_rules is not; own rules, segments and",
    "segmentation_order_lines and segmentation_customer_totals are both mapped; allowed: one of",
    "segmentation_products is ref('acme', 'products'), a text; allowed: the same in braces, "
    "\"{{ ref('acme', 'products') }}\".",
)
JUDGED = """
    {%% for name, value in fromjson('%s') %%}
    {%%- set rule = customer_segmentation.settings()[name] %%}
    {{ customer_segmentation.setting_problem(name, rule, value) | trim }}
    {%%- endfor %%}
"""


@pytest.fixture(scope="module")
def judged(build: Callable[..., Build]) -> list[str]:
    """What the package says of each wrong value."""
    options = ["--inline", JUDGED % json.dumps(CASES)]
    return build(command="compile", options=options).said.splitlines()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_named_with_what_is_allowed(judged: list[str], name: str) -> None:
    values, allowed = WRONG[name]
    pattern = re.compile(rf" *segmentation_{name} is (.*); allowed: (.*)\.")
    said = [match.groups() for match in map(pattern.fullmatch, judged) if match]
    for value, (told, told_allowed) in zip(values, said, strict=True):
        assert yaml.safe_load(told) == value and type(yaml.safe_load(told)) is type(value)
        assert told_allowed.startswith(allowed)


def assert_stopped(report: Build) -> None:
    assert not report.ok and report.built == {}
    assert report.tables() == RECORD


def test_wrong_settings_stop_the_run_before_anything_is_built(build: Callable[..., Build]) -> None:
    """All of them at once: they are reported together, with what is no setting at all."""
    first = {name: values[0] for name, (values, _) in WRONG.items()}
    strangers = ("score_bucket", "as_of", "")
    report = build(afresh=True, **first, **dict.fromkeys(strangers, 4), rules="raw.rules")
    assert_stopped(report)
    named = re.findall(r"^ *segmentation_(\w+) is (?!not a setting|mapped)", report.said, re.M)
    assert sorted(set(named)) == sorted(first)
    for name in strangers:
        pattern = rf"^ *segmentation_{name} is not a setting; allowed: (.*)\.$"
        [allowed] = set(re.findall(pattern, report.said, re.MULTILINE))
        assert set(allowed.split(", ")) == documented_vars()
    assert "segmentation_rules is mapped but segmentation_segments is not" in report.said


def test_what_contradicts_itself_stops_the_run(build: Callable[..., Build]) -> None:
    report = build(afresh=True, **TOGETHER)
    assert_stopped(report)
    assert [said for said in SAID_TOGETHER if said not in report.said] == []


def test_every_setting_is_tried() -> None:
    assert known_names("settings") == set(WRONG)


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

    assert READ_BY_RUNS.keys() < WRONG.keys()
    plain = read(order_lines="raw.order_lines", lookback_months=12)
    others = read(order_lines="read_csv('other.csv')", lookback_months=60, **READ_BY_RUNS)
    assert plain.keys() == others.keys()
    for kind, nodes in plain.items():
        assert nodes == others[kind], kind


def test_unit_tests_state_the_settings_they_depend_on(
    build: Callable[..., Build], demo: Build
) -> None:
    """They pass whatever the project's own settings are: here none is the default."""
    others = READ_BY_RUNS | {
        "score_method": "ntile", "history_thresholds": "frozen", "publish_personal_data": False,
    }
    # the demo's lines have none of the later columns
    del others["extra_columns"]
    unit_tests = ["--select", "test_type:unit", "--threads", "4"]
    result = build(command="test", options=unit_tests, database=demo.database, **others)
    tests = {name: how for name, how in result.built.items() if name.startswith("unit_test.")}
    broken = sorted(name.split(".")[-1] for name, how in tests.items() if how != "pass")
    assert len(tests) > 200 and not broken, (broken, result.said[-6000:])
