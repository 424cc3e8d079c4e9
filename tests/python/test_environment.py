"""`make` on somebody else's machine: one installation, then silence; else one sentence."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import environment

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

# what pip says on a machine that reaches no index
UNREACHABLE = (
    "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(...)'\n"
    "ERROR: No matching distribution found for agate==1.9.1"
)
HASHES_DIFFER = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."

# {version}: its answer to the probe; what pip says and returns is read from files beside the script
STUB = """#!/bin/sh
here='{here}'
case "$1 $2" in
    "-m venv") echo venv >> "$here/calls"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip")
        echo "pip $*" >> "$here/calls"
        cat "$here/pip_says"
        exit "$(cat "$here/pip_code")" ;;
    *) echo '{version}' ;;
esac
"""


class Machine:
    """A folder with the two locks, and a Python that is only a script."""

    def __init__(self, folder: Path, monkeypatch: Patch):
        self.folder, self.root = folder, folder / "project"
        self.root.mkdir()
        for lock in environment.FOLDERS:
            (self.root / lock).write_text(f"agate==1.9.1 \\\n    --hash=sha256:1{lock}\n")
        (self.folder / "calls").write_text("")
        self.pip("", 0)
        python = self.python("python", "3 12 1")
        monkeypatch.setattr(sys, "executable", str(python))
        monkeypatch.setattr(environment.shutil, "which", lambda name: None)

    def python(self, name: str, answer: str) -> Path:
        """Write an interpreter that answers the probe with `answer`."""
        path = self.folder / name
        path.write_text(STUB.format(here=self.folder, version=answer))
        path.chmod(0o755)
        return path

    def pip(self, says: str, code: int) -> None:
        (self.folder / "pip_says").write_text(says)
        (self.folder / "pip_code").write_text(str(code))

    def prepare(self, *arguments: str) -> int:
        return environment.main(list(arguments), root=str(self.root))

    def calls(self) -> list[str]:
        """Return what was asked of the interpreters since last time: venv, pip and its lock."""
        said = (self.folder / "calls").read_text().splitlines()
        (self.folder / "calls").write_text("")
        return [call.split()[0] + " " + Path(call.split()[-1]).name for call in said]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: Patch) -> Machine:
    return Machine(tmp_path, monkeypatch)


VENV, PLAIN, DEV = "venv venv", "pip requirements.lock", "pip requirements-dev.lock"


def test_a_second_run_does_nothing_and_the_tools_go_on_top(
    machine: Machine, capsys: Capture
) -> None:
    assert machine.prepare() == 0
    assert machine.calls() == [VENV, PLAIN]
    assert machine.prepare("--dev") == 0
    assert machine.calls() == [DEV]
    capsys.readouterr()
    for asked in ([], ["--dev"]):
        assert machine.prepare(*asked) == 0
        assert machine.calls() == []
    assert capsys.readouterr() == ("", "")


def test_other_programs_have_an_environment_of_their_own(machine: Machine) -> None:
    machine.prepare("--dev")
    machine.calls()
    for name in ("bi", "spark", "audit", "benchmark"):
        made = [VENV, f"pip requirements-{name}.lock"]
        for calls in (made, []):
            assert machine.prepare(f"--{name}") == 0
            assert machine.calls() == calls
        assert (machine.root / f".venv-{name}" / "stamp.json").exists()
        (machine.root / f"requirements-{name}.lock").write_text("agate==1.9.2\n")
        for asked, calls in (("--dev", []), (f"--{name}", made)):
            assert machine.prepare(asked) == 0
            assert machine.calls() == calls


def half_made(machine: Machine) -> None:
    (machine.root / ".venv" / "stamp.json").unlink()
    (machine.root / ".venv" / "half").mkdir()


def failed(machine: Machine) -> None:
    machine.pip("", 1)
    assert machine.prepare("--dev") == 1
    machine.pip("", 0)


def moved(machine: Machine) -> None:
    machine.root = machine.root.rename(machine.folder / "moved")


OUT_OF_DATE: dict[str, Callable[[Machine], object]] = {
    "a changed lock": lambda it: (it.root / environment.PLAIN).write_text("agate==1.9.2\n"),
    "an interrupted installation": half_made,
    "a failed installation": failed,
    "a moved folder": moved,
    "a Python that is gone": lambda it: (it.root / ".venv" / "bin" / "python").unlink(),
}


def test_it_starts_afresh_after(machine: Machine) -> None:
    machine.prepare()
    for what, spoil in OUT_OF_DATE.items():
        spoil(machine)
        machine.calls()
        assert machine.prepare() == 0
        assert machine.calls() == [VENV, PLAIN], what
        assert not (machine.root / ".venv" / "half").exists()


# what stands in the way: the answer of Python, what pip says, and words of the sentence for it
WRONG = [
    ("3 12 1", UNREACHABLE, ["cannot reach the package index: check the network"]),
    ("3 9 1", "", ["This project needs Python 3.10 to 3.13 and python3 here is", "3.9"]),
    ("3 14 1", "", ["This project needs Python 3.10 to 3.13 and python3 here is", "3.14"]),
    ("2 7 0", "", ["This project needs Python 3.10 to 3.13 and python3 here is", "2.7"]),
    ("3 11 0", "", ["Python 3.11 lacks its venv module", "apt install python3-venv"]),
]


@pytest.mark.parametrize(("answer", "says", "words"), WRONG)
def test_what_stands_in_the_way_is_one_sentence(
    machine: Machine, capsys: Capture, answer: str, says: str, words: list[str]
) -> None:
    machine.python("python", answer)
    machine.pip(says, 1)
    assert machine.prepare() == 1
    said = capsys.readouterr().err.strip()
    assert all(each in said for each in words) and "\n" not in said
    log = machine.root / ".venv" / "install.log"
    assert (log.read_text() if log.exists() else "") == says


def test_other_obstacles_are_told_as_well(
    machine: Machine, capsys: Capture, monkeypatch: Patch
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(30, "Read-only file system", path)

    with monkeypatch.context() as full:
        full.setattr(environment.os, "mkdir", refuse)
        assert machine.prepare() == 1
    said = capsys.readouterr().err.strip()
    assert "Cannot write to" in said and "Read-only file system" in said and "\n" not in said
    machine.pip("first\n" * 50 + HASHES_DIFFER, 1)
    assert machine.prepare() == 1
    said = capsys.readouterr().err.strip()
    assert said.endswith(HASHES_DIFFER) and len(said.splitlines()) < 20
    # of Superset: a Python that does for everything else
    machine.pip("", 0)
    monkeypatch.setattr(sys, "executable", str(machine.python("new", "3 13 1")))
    assert machine.prepare("--bi") == 1
    assert "needs Python 3.10 to 3.12 and python3 here is 3.13" in capsys.readouterr().err
    assert machine.prepare() == 0


def test_another_python_on_the_path_is_found(machine: Machine) -> None:
    too_old = machine.python("old", "3 9 1")
    unable = machine.python("unable", "3 13 0")
    shim = machine.python("shim", "")  # of pyenv, for a version that isn't active
    fitting = machine.python("fitting", "3 11 1")
    search = [str(path) for path in (shim, unable, fitting)]
    assert environment.find_interpreter(str(too_old), search) == str(fitting)
    # the first and the last version fit
    for answer in ("3 10 1", "3 13 1"):
        python = str(machine.python("edge", answer))
        assert environment.find_interpreter(python, []) == python


def test_the_index_is_left_to_pip(machine: Machine, monkeypatch: Patch) -> None:
    """No option of ours names an index, and PIP_* reaches pip."""
    stub = machine.python("python", "3 12 1")
    stub.write_text(stub.read_text().replace('cat "$here/pip_says"', 'echo "$PIP_INDEX_URL"'))
    monkeypatch.setenv("PIP_INDEX_URL", "http://index.example")
    assert machine.prepare() == 0
    log = machine.root / ".venv" / "install.log"
    assert log.read_text() == "http://index.example\n"
    assert "-index" not in (machine.folder / "calls").read_text()
