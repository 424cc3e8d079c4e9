"""Readers never see a half-published release: not in many publishes, not if one is killed."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import publish
import publishing_desk
from dbt_runs import Build, environment
from project_files import ROOT
from publishing_desk import Desk

PUBLISHES = 25
PLACES = json.dumps([str(ROOT / "scripts"), str(ROOT / "tests/python")])
# publishes in steps that can be counted: it ends itself, as `kill -9` would, at the step given,
# and says how many there were if it lives; a step is whatever changes the folder
STEPPING = """
import json, os, signal, sys
sys.path[:0] = json.loads(sys.argv[1])
import publish, publishing_desk
publish.write_page = publishing_desk.write_page
last, steps = int(sys.argv[2]), 0
CHANGES = ("os.mkdir", "os.chmod", "os.rename", "os.symlink", "os.remove", "os.rmdir")

def step(event, arguments):
    global steps
    if event in CHANGES or event == "open" and "w" in str(arguments[1]):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

print("ready", flush=True)
sys.addaudithook(step)
code = publish.main(sys.argv[3:])
print("steps", steps)
sys.exit(code)
"""


def start(*command: str) -> subprocess.Popen[str]:
    """Start a program of Python and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n", process.stderr.read()
    return process


def test_many_publishes_under_readers_show_nothing_torn(desk: Desk, tmp_path: Path) -> None:
    stop = tmp_path / "stop"
    ids = [desk.build()]
    assert publish.main(desk.arguments) == 0
    program = str(publishing_desk.__file__)
    hows = ("stay", "reconnect", "reconnect", "resolve")
    readers = [start(program, how, str(desk.folder), str(stop)) for how in hows]
    try:
        for _ in range(PUBLISHES):
            ids.append(desk.build())
            assert publish.main(desk.arguments) == 0
    finally:
        stop.touch()
        ends = [reader.communicate(timeout=60) for reader in readers]
    assert [err for _, err in ends] == [""] * len(hows)
    told: list[dict[str, Any]] = [json.loads(out) for out, _ in ends]
    assert min(reader["reads"] for reader in told) > PUBLISHES / 2, told
    # who stays has the release of the first day, the others never see one again that is over
    assert told[0]["seen"] == ids[:1]
    for reader in told[1:]:
        assert len(reader["seen"]) > PUBLISHES / 10
        assert reader["seen"] == sorted(set(reader["seen"]))
        assert set(reader["seen"]) <= set(ids)
    assert desk.look() == ids[-1]
    assert len(list((desk.folder / "releases").iterdir())) == 1 + publish.KEEP


def whole_after_a_kill(desk: Desk, before: str, after: str) -> None:
    """Look at what a killed publish has left: one release or the other, and the next goes well."""
    assert desk.look() in (before, after)
    for path in (desk.folder / "releases").iterdir():
        assert publishing_desk.look(path) == path.name
    code = publish.main(desk.arguments)
    assert (code, desk.look()) in [(0, after), (1, after)]
    assert desk.litter() == set()
    marked = "select max(run_id) from segmentation.fct_pipeline_runs where is_published"
    assert desk.rows(marked) == [(after,)]


def test_killed_at_any_step_the_last_release_is_whole(desk: Desk) -> None:
    ids = [desk.build()]
    command = ["-c", STEPPING, PLACES]
    # one release to be removed, so that there is every step there is
    arguments = [*desk.arguments, "--keep", "1"]
    for _ in range(2):
        assert publish.main(arguments) == 0
        ids.append(desk.build())
    counted = start(*command, "0", *arguments)
    out, err = counted.communicate(timeout=60)
    assert counted.returncode == 0, err
    steps = int(out.split()[-1])
    assert steps > 10
    for step in range(1, steps + 1):
        ids.append(desk.build())
        # what a killed one before this has left is gone, and there is one to remove again
        killed = start(*command, str(step), *arguments)
        killed.communicate(timeout=60)
        assert killed.returncode == -signal.SIGKILL, (step, steps)
        whole_after_a_kill(desk, *ids[-2:])
        assert publish.main(arguments) == 1


def test_a_build_that_is_killed_changes_nothing_for_readers(
    demo: Build, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    working, folder = tmp_path / "working.duckdb", tmp_path / "published"
    target, variable = tmp_path / "target", "SEGMENTATION_DUCKDB_PATH"
    shutil.copy(demo.database, working)
    shutil.copytree(demo.target, target)
    arguments = ["--working", str(working), "--folder", str(folder)]
    arguments += ["--manifest", str(target / "manifest.json")]
    assert publish.main(arguments) == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    dbt = [str(Path(sys.executable).with_name("dbt")), "build", "--no-use-colors",
           "--exclude-resource-type", "unit_test"]
    places = ["--target-path", str(target), "--log-path", str(tmp_path)]
    with environment(DBT_TARGET_PATH=None, DBT_LOG_PATH=None, **{variable: str(working)}):
        process = subprocess.Popen([*dbt, *places], cwd=package, stdout=subprocess.PIPE, text=True)
    models = 0
    for line in process.stdout:
        models += "OK created sql table model segmentation." in line
        if models == 3:
            break
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    capsys.readouterr()
    assert publish.main(arguments) == 1
    assert "has begun and never ended" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    # as `make build` does, the next build takes up what the killed one has left beside the file
    assert working.with_name("working.duckdb.wal").exists()
    build = [sys.executable, "scripts/dbt_build.py", "--select", "fct_catalogue_coverage"]
    with environment(DBT_TARGET_PATH=None, DBT_LOG_PATH=None, **{variable: str(working)}):
        again = subprocess.run([*build, *places], cwd=package, capture_output=True, text=True)
    assert again.returncode == 0, again.stdout[-3000:] + again.stderr[-3000:]
    assert "The last build was interrupted" in again.stdout
    # what it built is not all, so that readers wait for a whole build
    assert publish.main(arguments) == 1
    assert "built 1 of " in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
