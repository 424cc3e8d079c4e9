"""`make build` before and while dbt builds: settings of the environment, and an interruption."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dbt_build
import publish
from project_files import ROOT
from publishing.runs import LOG
from publishing_desk import Desk


@pytest.mark.parametrize("name", ["SEGMENTATION_THREADS", "KEEP"])
@pytest.mark.parametrize("value", ["abc", "0", "-2", "", "٣"])
def test_what_is_no_number_is_said_before_anything_is_built(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.delattr(dbt_build, "dbtRunner")
    assert dbt_build.main([]) == 1
    said = capsys.readouterr()
    assert said.err == f"{name} is {value!r}; allowed: a whole number from 1.\n"
    assert said.out == ""


def test_a_build_begins_by_telling_the_log_what_was_published(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Audiences change since then, and a publish that was killed has told nobody."""
    run_id = desk.build()
    with monkeypatch.context() as killed:
        killed.setattr(publish, "mark", lambda *_: None)
        assert publish.main(desk.arguments) == 0
    published = f"select bool_and(is_published) from {LOG} where run_id = '{run_id}'"
    assert desk.rows(published) == [(False,)]

    class Built:
        success, exception = True, None

        def __init__(self, callbacks: list[object]) -> None:
            assert desk.rows(published) == [(True,)]

        def invoke(self, _: list[str]) -> "Built":
            return self

    monkeypatch.setattr(dbt_build, "WORKING", desk.working)
    monkeypatch.setattr(dbt_build, "FOLDER", desk.folder)
    monkeypatch.setattr(dbt_build, "dbtRunner", Built)
    assert dbt_build.main([]) == 0


@pytest.mark.parametrize("after", ["dbt build: ", "built and tested"])
def test_an_interruption_is_a_sentence(tmp_path: Path, after: str) -> None:
    """While dbt reads the project, and while it builds."""
    places = {
        "DBT_TARGET_PATH": str(tmp_path / "target"),
        "DBT_LOG_PATH": str(tmp_path / "logs"),
        "SEGMENTATION_DUCKDB_PATH": str(tmp_path / "working.duckdb"),
    }
    build = subprocess.Popen(
        [sys.executable, "scripts/dbt_build.py", "--select", "path:seeds", "path:models/staging",
         "--exclude-resource-type", "unit_test"],
        cwd=ROOT, env=os.environ | places, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )
    said = ""
    while after not in said:
        line = build.stdout.readline()
        assert line, said
        said += line
    time.sleep(0.5)
    build.send_signal(signal.SIGINT)
    out, err = build.communicate(timeout=60)
    assert build.returncode == 130
    assert "Traceback" not in said + out
    assert err == "\nInterrupted: what is published stays as it was.\n"
