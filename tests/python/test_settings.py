"""A wrong setting stops the run before anything is built, with one sentence that names it."""

import re
from typing import Any

import yaml

from dbt_runs import READ_BY_RUNS, RECORD, Build, Builder
from project_files import ROOT

# per setting: a value that is wrong, and words of the sentence that says what is allowed; which
# values are wrong besides, tests/macros says
WRONG: dict[str, tuple[Any, str]] = {
    "as_of_date": ("2024-13-45", "an ISO date such as 2025-12-31, or null"),
    "lookback_months": (-1, "a whole number from 1 to 1200, or null"),
    "time_zone": ("Mars/Olympus", "a name of the tz database such as Europe/London"),
    "excluded_order_statuses": ("cancelled", "a list of texts, [] for none"),
    "disputed_order_statuses": ("disputed", "a list of texts, [] for none"),
    "refund_policy": ("x", "net, drop, raise"),
    "unreadable_limit": (-0.1, "a number from 0 to 1"),
    "placeholder_dates": ("1970-01-01", "a list of ISO dates such as 1970-01-01, [] for none"),
    "extra_columns": (["line_amount"], "a list of updated_at, action"),
    "clean_lines": ("file", "table, view, parquet"),
    "incremental_lines": ("yes", "true or false"),
    "late_arrival_days": (-1, "a whole number from 0 to 3650, or null"),
    "duplicate_lines": ({"key": 1}, "key, exact, keep"),
    "currency": (978, "a currency code such as EUR, or null"),
    "amount_decimals": (7, "a whole number from 0 to 6"),
    "frequency_unit": ("orders", "order, order_line, order_date"),
    "monetary_measure": ("sum", "total, average_order"),
    "score_buckets": (11, "a whole number from 3 to 10"),
    "score_method": ("zscore", "rank, ntile, quantile, fixed, or one by metric"),
    "score_ties": ({"value": "shared"}, "shared, broken"),
    "schemes": ("rfm", "all, or a list of schemes"),
    "parts": (
        ["presales"],
        "all, a list of history, sales, offers, campaigns, value, insights, movement, audiences, "
        "or null",
    ),
    "history_months": (121, "a whole number from 0 to 120"),
    "history_thresholds": ("fixed", "moving, frozen"),
    "history_frozen_on": ("yesterday", "an ISO date such as 2025-12-31, or null"),
    "margin": (0, "a number above 0 and at most 1"),
    "lifetime_value_model": ("BG/NBD", "best, mbg_nbd, bg_nbd, nbd"),
    "lifetime_value_horizon_days": (0, "a whole number from 1 to 3650"),
    "annual_discount_rate": (True, "a number from 0 to 1"),
    "growth_target": ("10 %", "a number from -1 to 10, or null"),
    "return_days": (0, "a whole number from 15 to 730"),
    "smallest_pair": ("5", "a whole number from 1 to 1000000"),
    "personal_data": (None, "keep, hash, leave_out"),
    "small_cell_floor": (2.5, "a whole number from 0 to 1000000"),
    "publish_personal_data": ("true", "true or false"),
}
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


def test_wrong_settings_stop_the_run_before_anything_is_built(build: Builder) -> None:
    """All of them at once: they are reported together, with what is no setting at all."""
    wrong = {name: value for name, (value, _) in WRONG.items()}
    strangers = ("score_bucket", "as_of", "")
    report = build(afresh=True, **wrong, **dict.fromkeys(strangers, 4), rules="raw.rules")
    assert not report.ok and report.built == {} and report.tables() == RECORD
    pattern = r"^ *segmentation_(\w+) is (?!not a setting|mapped)(.*); allowed: (.*)\.$"
    named = re.findall(pattern, report.said, re.M)
    told = {name: (yaml.safe_load(value), allowed) for name, value, allowed in named}
    assert {name: value for name, (value, _) in told.items()} == wrong
    for name, (_, allowed) in WRONG.items():
        assert told[name][1].startswith(allowed), told[name]
    for name in strangers:
        pattern = rf"^ *segmentation_{name} is not a setting; allowed: (.*)\.$"
        [allowed] = set(re.findall(pattern, report.said, re.MULTILINE))
        assert set(allowed.split(", ")) == documented_vars()
    assert "segmentation_rules is mapped but segmentation_segments is not" in report.said


def test_what_contradicts_itself_stops_the_run(build: Builder) -> None:
    report = build(afresh=True, **TOGETHER)
    assert not report.ok and report.built == {} and report.tables() == RECORD
    assert [said for said in SAID_TOGETHER if said not in report.said] == []


def documented_vars() -> set[str]:
    """Return the names of the vars in dbt_project.yml."""
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
    return set(project["vars"])


def known_names(macro: str) -> set[str]:
    """Return the keys of the mapping that settings() or inputs() returns."""
    text = (ROOT / f"macros/settings/{macro}.sql").read_text(encoding="utf-8")
    return set(re.findall(r"^ {8}'(\w+)': {", text, re.MULTILINE))


def test_documented_vars_are_the_known_ones() -> None:
    # every setting is tried
    assert known_names("settings") == set(WRONG)
    known = known_names("settings") | known_names("inputs")
    assert len(known_names("settings")) > 10 and len(known_names("inputs")) > 5
    assert {name.removeprefix("segmentation_") for name in documented_vars()} == known
    assert all(name.startswith("segmentation_") for name in documented_vars())


def test_every_var_is_explained_above_it() -> None:
    lines = (ROOT / "dbt_project.yml").read_text(encoding="utf-8").splitlines()
    start = lines.index("vars:")
    for before, line in zip(lines[start:], lines[start + 1 :], strict=False):
        # the inputs share a paragraph
        is_explained = re.match(r"  (#|segmentation_\w+: null)", before)
        assert is_explained or not re.match(r"  segmentation_\w+:", line), line


def test_dbt_reads_the_same_for_settings_that_runs_read(build: Builder) -> None:
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


def test_unit_tests_state_the_settings_they_depend_on(build: Builder, demo: Build) -> None:
    """They pass whatever the project's own settings are: here none is the default."""
    others = READ_BY_RUNS | {"score_method": "ntile", "publish_personal_data": False}
    others["history_thresholds"] = "frozen"
    # the demo's lines have none of the later columns
    del others["extra_columns"]
    unit_tests = ["--select", "test_type:unit", "--threads", "4"]
    result = build(command="test", options=unit_tests, database=demo.database, **others)
    tests = {name: how for name, how in result.built.items() if name.startswith("unit_test.")}
    broken = sorted(name.split(".")[-1] for name, how in tests.items() if how != "pass")
    assert len(tests) > 200 and not broken, (broken, result.said[-6000:])
