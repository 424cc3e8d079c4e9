"""Every run leaves its record: what it built and found, how it ended, and nothing of other runs."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from dbt_runs import Build, Builder, copy_repository, environment, run_dbt
from project_files import ROOT
from say_what_was_built import what_was_checked

DATABASE = "SEGMENTATION_DUCKDB_PATH"
NO_UNIT_TESTS = ("--exclude-resource-type", "unit_test")
# what reads the demo's lines, and what shows the record
LINES = ("--select", "+int_as_of_dates", "rejection_reasons", "+stg_segmentation__deal_sizes",
         "+fct_data_quality", "+fct_pipeline_runs", "--indirect-selection", "cautious")

# models and tests that end in every way there is; `endless` is there to be killed, and `saboteur`
# takes a column from the log while the run goes on
PLANTED = {
    "models/planted/planted_sound.sql": "{{ config(materialized='table') }} from range(4)",
    "models/planted/planted_broken.sql": "{{ config(materialized='table') }} "
    "select cast('x' as integer) as x",
    "models/planted/planted_behind.sql": "select * from {{ ref('planted_broken') }}",
    "models/planted/planted_endless.sql": "select count(*) as n from range(1000000000000) where "
    "hash(range) = 1",
    "models/planted/planted_saboteur.sql": "{{ config(materialized='table', post_hook='alter table "
    "segmentation_work.data_quality_log drop column pass_rate') }} select 1 as x",
    "tests/planted/planted_warning.sql": "{{ config(severity='warn') }} "
    "select * from {{ ref('planted_sound') }} where range = 1",
    "tests/planted/planted_failure.sql": "select * from {{ ref('planted_sound') }} where range > 1",
    "tests/planted/planted_too_many.sql": "select 1 from {{ ref('planted_sound') }}, range(9)",
    "tests/planted/planted_sentence.sql": "{{ config(fail_calc='count(error(problem))') }} "
    "select 'no' as problem from {{ ref('planted_sound') }}",
    "tests/planted/planted_skipped.sql": "select * from {{ ref('planted_behind') }}",
    "models/planted/planted.yml": """
models:
  - name: planted_endless
    config: {materialized: table}
data_tests:
  - name: planted_failure
    description: It's two of four.
""",
}
# a run of an earlier version, with amounts that two decimal places have room for, or just not
OLD = """
    insert into segmentation_work.pipeline_run_log (
        run_id, command, status, engine, engine_version, dbt_version, project_version,
        amount_read, amount_accepted, amount_rejected, is_published, started_at, finished_at
    ) values (
        'old', 'build', 'succeeded', 'duckdb', 'v1.0.0', '1.10.0', '0.0.1', 10000000000000000,
        9999999999999999.99, -9999999999999999.995, true, timestamp '2024-01-31', null
    );
    insert into segmentation_work.pipeline_run_log
    from segmentation_work.pipeline_run_log
    select * replace (timestamp '2024-01-31 00:01:00' as finished_at)
    where run_id = 'old'
"""
TESTS = [Path(path).stem for path in PLANTED if path.startswith("tests/")]


class Story:
    """Runs of dbt on one database, by name."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.project = copy_repository(folder / "project")
        for path, text in PLANTED.items():
            (self.project / path).parent.mkdir(exist_ok=True)
            (self.project / path).write_text(text, encoding="utf-8")
        self.database = folder / "story.duckdb"
        self.target = folder / "target"
        self.ids: dict[str, str] = {}
        self.ends: dict[str, Build] = {}
        read = run_dbt(self.project, ["parse"], self.database, self.target, DATABASE).manifest
        # the one setting that a run here has is read by runs alone
        self.read = pickle.dumps(read)

    def run(self, name: str, *command: str, **settings: Any) -> None:
        variables = {f"segmentation_{key}": value for key, value in settings.items()}
        known = set(self.ids.values())
        options = [*command, "--vars", json.dumps(variables)]
        at = (self.database, self.target, DATABASE, pickle.loads(self.read))
        self.ends[name] = run_dbt(self.project, options, *at)
        self.remember(name, known)

    def remember(self, name: str, known: set[str]) -> None:
        """Find the one run that was not on record before."""
        found = self.rows("select run_id from segmentation_work.pipeline_run_log")
        [self.ids[name]] = {run for (run,) in found} - known

    def kill(self, name: str, *command: str) -> None:
        """Start dbt, and kill it while it builds the model that never ends."""
        known = set(self.ids.values())
        dbt = [str(Path(sys.executable).with_name("dbt")), *command, "--no-use-colors"]
        places = ["--target-path", str(self.target), "--log-path", str(self.folder)]
        with environment(DBT_TARGET_PATH=None, DBT_LOG_PATH=None, **{DATABASE: str(self.database)}):
            process = subprocess.Popen(
                [*dbt, *places], cwd=self.project, stdout=subprocess.PIPE, text=True
            )
        try:
            for line in process.stdout:
                if "START" in line and "planted_endless" in line:
                    break
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
        self.remember(name, known)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def execute(self, statement: str) -> None:
        with duckdb.connect(str(self.database)) as connection:
            connection.execute(statement)

    def told(self, name: str) -> dict[str, Any]:
        """Return the run's one row of fct_pipeline_runs."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            runs = connection.sql("from segmentation.fct_pipeline_runs")
            [row] = runs.filter(f"run_id = '{self.ids[name]}'").fetchall()
            return dict(zip(runs.columns, row, strict=True))

    def checks(self, name: str) -> dict[str, tuple[Any, ...]]:
        """Return what fct_data_quality has of the run, by check."""
        columns = "check_kind, status, severity, rows_checked, rows_failed, pass_rate, description"
        rows = self.rows(
            f"select check_name, {columns} from segmentation.fct_data_quality "
            f"where run_id = '{self.ids[name]}'"
        )
        found = {row[0]: row[1:] for row in rows}
        assert len(rows) == len(found)
        return found


@pytest.fixture(scope="module")
def story(workshop: Path) -> Story:
    told = Story(workshop / "story")
    told.run("seeded", "seed", "--select", "deal_sizes")
    # as an earlier version may have left it
    told.execute("alter table segmentation_work.pipeline_run_log drop column tests_warned")
    told.execute(OLD)
    told.ids = {"old": "old", **told.ids}
    told.run("first", "build", *LINES, *NO_UNIT_TESTS)
    told.kill("killed", "run", "--select", "planted_endless")
    told.run("stopped", "build", *NO_UNIT_TESTS, score_buckets=11)
    told.run("failed", "build", "--select", "int_as_of_dates", "path:models/planted", *TESTS,
             # other tests of the as-of date read what isn't built here
             "--indirect-selection", "cautious",
             "--exclude", "planted_endless", "planted_saboteur", *NO_UNIT_TESTS)
    told.run("fast", "build", "--select", *("planted_broken", "planted_sound"),
             "--threads", "1", "--fail-fast")
    told.run("tested", "test", "--select", "stg_segmentation__deal_sizes",
             "int_as_of_dates", "--indirect-selection", "cautious")
    told.run("last", "build", *LINES, *NO_UNIT_TESTS)
    return told


def counts(run: dict[str, Any]) -> dict[str, int]:
    """Return what the run says of models and tests, without the zeros."""
    return {
        name: value
        for name, value in run.items()
        if name.startswith(("models_", "tests_")) and value != 0
    }


def test_every_run_has_one_row_and_keeps_it(story: Story) -> None:
    rows = story.rows("select run_id from segmentation.fct_pipeline_runs order by started_at")
    assert [run for (run,) in rows] == list(story.ids.values())
    assert len(set(story.ids.values())) == 9
    ends = {name: story.told(name)["status"] for name in story.ids}
    others = {"killed": "started", **dict.fromkeys(("stopped", "failed", "fast"), "failed")}
    assert ends == dict.fromkeys(story.ids, "succeeded") | others
    for name, end in story.ends.items():
        assert end.ok == (ends[name] == "succeeded"), f"{name}: {end.said[-2000:]}"


@pytest.mark.parametrize("flag", [["--empty"], ["--sample", "3 days"]])
def test_a_run_on_a_part_of_the_input_says_so(build: Builder, flag: list[str]) -> None:
    result = build(options=[*flag, "--select", "stg_segmentation__pipeline_runs"])
    assert result.ok, result.said[-2000:]
    commands = "select command, status from segmentation_work.pipeline_run_log order by status"
    assert result.rows(commands) == [(f"build {flag[0]}", end) for end in ("started", "succeeded")]


def test_what_may_be_published_is_on_record(build: Builder) -> None:
    names = ("publish_personal_data", "personal_data", "small_cell_floor")
    for values in ((True, "keep", 0), (False, "hash", 7)):
        settings = dict(zip(names, values, strict=True))
        run = build(command="seed", options=["--select", "segments"], **settings)
        assert run.ok and values == run.rows(
            "select publishes_personal_data, personal_data, small_cell_floor "
            "from segmentation_work.pipeline_run_log group by all"
        )[0]


def test_a_run_says_what_it_was(story: Story) -> None:
    run = story.told("first")
    artifact = story.ends["last"].artifact("run_results.json")["metadata"]
    project = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
    [(version,)] = story.rows("select version()")
    assert {name: run[name] for name in (
        "command", "engine", "engine_version", "dbt_version", "project_version", "is_published"
    )} == {
        "command": "build", "engine": "duckdb", "engine_version": version, "is_published": False,
        "dbt_version": artifact["dbt_version"], "project_version": project["version"],
    }
    assert story.told("seeded")["command"] == "seed"
    assert story.ids["last"] == artifact["invocation_id"]
    seconds = (run["finished_at"] - run["started_at"]).total_seconds()
    assert abs(float(run["duration_seconds"]) - seconds) <= 0.001 and 0.1 < seconds < 600
    started = datetime.fromisoformat(artifact["invocation_started_at"].rstrip("Z"))
    assert abs(story.told("last")["started_at"] - started) < timedelta(seconds=1)


def test_lines_are_those_that_were_read(demo: Build) -> None:
    """Counted a second time, from the marts: the seed's own figures are in the README."""
    [run] = demo.rows(
        "select lines_accepted, amount_accepted, lines_rejected, amount_rejected, lines_read, "
        "amount_read, as_of_date::varchar, rejected_by_reason from segmentation.fct_pipeline_runs"
    )
    [accepted] = demo.rows("select count(*), sum(line_amount) from segmentation.fct_order_lines")
    [rejected] = demo.rows(
        "select count(*), sum(parsed_amount) from segmentation.fct_rejected_order_lines"
    )
    assert (accepted[0], rejected[0]) == (28_920, 205)
    read = [one + other for one, other in zip(accepted, rejected, strict=True)]
    assert run[:-1] == (*accepted, *rejected, *read, "2025-12-31")
    assert run[-1].startswith("duplicate_key 70, missing_customer_id 50, other_currency 29, ")
    assert sum(int(reason.split()[1]) for reason in run[-1].split(", ")) == 205


def test_every_reason_is_a_check_of_all_lines(demo: Build) -> None:
    expected = demo.rows("""
        select reason, description, 29125, count(rejected.reason)
        from segmentation_work.rejection_reasons
        left join segmentation.fct_rejected_order_lines as rejected using (reason) group by all
        union all
        select check_name, description, rows_checked, rows_failed
        from segmentation_work.int_input_findings
    """)
    found = demo.rows(
        "select check_name, description, rows_checked, rows_failed, pass_rate, status, severity "
        "from segmentation.fct_data_quality where check_kind = 'input'"
    )
    assert len(found) > 16 and sorted(row[:4] for row in found) == sorted(expected)
    # whole numbers of what the demo's customers were planted with
    assert ("customers_given_once", 1_196, 40) in {(row[0], *row[2:4]) for row in expected}
    for *_, checked, failed, rate, status, severity in found:
        assert (status, severity) == ("warned" if failed else "passed", "warn")
        assert (rate is None) == (not checked)
        assert not checked or 0 <= Decimal(checked - failed) / checked - rate < Decimal("0.000001")


def test_every_data_test_is_a_check(demo: Build) -> None:
    nodes = demo.artifact("manifest.json")["nodes"]
    ran = [result["unique_id"] for result in demo.artifact("run_results.json")["results"]]
    names = [nodes[name]["name"] for name in ran if name.startswith("test.")]
    found = demo.rows(
        "select check_name, status, rows_failed from segmentation.fct_data_quality "
        "where check_kind = 'test' order by all"
    )
    assert len(names) > 50 and found == [(name, "passed", 0) for name in sorted(names)]
    tests = sum(name.startswith(("test.", "unit_test.")) for name in ran)
    models = sum(name.startswith("model.") for name in ran)
    run = "select tests_run, tests_passed, models_built, status from segmentation.fct_pipeline_runs"
    assert demo.rows(run) == [(tests, tests, models, "succeeded")]


def test_a_failed_run_says_what_failed(story: Story) -> None:
    assert counts(story.told("failed")) == {
        "models_built": 2, "models_failed": 1, "models_skipped": 1,
        "tests_run": 4, "tests_warned": 1, "tests_failed": 3, "tests_skipped": 1,
    }
    half = Decimal("0.5")
    assert story.checks("failed") == {
        "planted_warning": ("test", "warned", "warn", 4, 1, Decimal("0.75"), None),
        "planted_failure": ("test", "failed", "error", 4, 2, half, "It's two of four."),
        "planted_too_many": ("test", "failed", "error", 4, 36, 0, None),
        "planted_sentence": ("test", "failed", "error", None, None, None, None),
        "planted_skipped": ("test", "skipped", "error", None, None, None, None),
    }


def test_what_a_run_that_fails_fast_never_came_to_is_skipped(story: Story) -> None:
    run = story.told("fast")
    assert run["models_failed"] + run["tests_failed"] == 1
    assert run["models_built"] + run["models_failed"] + run["models_skipped"] == 2
    assert run["models_skipped"] + run["tests_skipped"] > 0
    assert "planted_failure" in story.checks("fast")


def test_a_run_that_a_setting_stopped_is_on_record(story: Story) -> None:
    run = story.told("stopped")
    assert "segmentation_score_buckets is 11; allowed: " in story.ends["stopped"].said
    assert story.ends["stopped"].built == {} and run["finished_at"] is not None
    assert run["models_skipped"] > 50 and run["tests_skipped"] > 50
    assert set(counts(run)) == {"models_skipped", "tests_skipped"}


def test_an_amount_that_todays_decimals_have_no_room_for_is_null(story: Story) -> None:
    run = story.told("old")
    amounts = [run[f"amount_{name}"] for name in ("read", "accepted", "rejected")]
    assert amounts == [None, Decimal("9999999999999999.99"), None]
    assert run["is_published"] and run["publishes_personal_data"] is False


def test_a_record_that_fails_hides_no_failure_of_the_run(story: Story, tmp_path: Path) -> None:
    copy = tmp_path / story.database.name
    shutil.copy(story.database, copy)
    command = ["build", "--select", "planted_broken", "planted_sound", "planted_saboteur"]
    broken = run_dbt(story.project, [*command, "--vars", "{}"], copy, story.target, DATABASE)
    assert not broken.ok
    assert "Could not convert string 'x' to INT32" in broken.said
    assert "on-run-end.1 failed" in broken.said and "pass_rate" in broken.said
    assert "interrupt" not in broken.said
    # and the run after it has everything again, its own record and that of the broken one
    # (what looking things up in the database itself begins, must not take the record along)
    looking = ["--no-populate-cache", "seed", "--select", "deal_sizes", "--vars", "{}"]
    whole = run_dbt(story.project, looking, copy, story.target, DATABASE)
    assert whole.ok, whole.said[-2000:]
    ends = "select status, models_failed from segmentation.fct_pipeline_runs order by started_at"
    assert whole.rows(ends)[-2:] == [("failed", 1), ("succeeded", 0)]


def test_a_killed_run_stays_started(story: Story) -> None:
    run = story.told("killed")
    assert set(counts(run).values()) == {None} and story.checks("killed") == {}
    assert (run["finished_at"], run["duration_seconds"], run["as_of_date"]) == (None, None, None)


def test_a_run_never_shows_the_lines_of_another(story: Story) -> None:
    for name in ("seeded", "killed", "stopped", "failed", "fast", "tested"):
        run = story.told(name)
        of_lines = [of for of in run if of.startswith(("lines_", "amount_", "rejected_"))]
        assert len(of_lines) == 7 and {run[of] for of in of_lines} == {None}
    # it built the date, from lines that the run before had read
    assert str(story.told("failed")["as_of_date"]) == "2025-12-31"
    assert story.told("tested")["as_of_date"] is None
    assert not [check for check in story.checks("failed").values() if check[0] == "input"]
    first, last = story.told("first"), story.told("last")
    assert first["lines_read"] == last["lines_read"] == 29_125
    assert first["rejected_by_reason"] == last["rejected_by_reason"]


def test_tests_alone_are_a_run(story: Story) -> None:
    run, checks = story.told("tested"), story.checks("tested")
    results = story.ends["tested"].built
    unit_tests = sum(name.startswith("unit_test.") for name in results)
    assert unit_tests > 0 and len(checks) == len(results) - unit_tests > 0
    assert counts(run) == {"tests_run": len(results), "tests_passed": len(results)}
    assert "is_key_stg_segmentation__deal_sizes_deal_size" in checks


def test_a_build_without_a_rejected_line_says_so(small: Build) -> None:
    assert small.rows(
        "select lines_read, lines_accepted, lines_rejected, rejected_by_reason, amount_read, "
        "amount_accepted, amount_rejected from segmentation.fct_pipeline_runs"
    ) == [(8, 8, 0, None, Decimal("1130.49"), Decimal("1130.49"), 0)]


@pytest.mark.parametrize(("run", "said"), [
    ((3, 3, 0, 0, 0), "3 of 3 checks passed."),
    ((9_999, 6, 1, 2, 4), "6 of 9,999 checks passed, 1 warned, 2 failed, 4 skipped."),
    (None, "No run on record has read the order lines."),
])
def test_the_line_about_checks_counts(run: tuple[int, ...] | None, said: str) -> None:
    assert what_was_checked(run) == said
