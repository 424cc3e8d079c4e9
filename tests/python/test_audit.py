"""What is installed is pinned with hashes and no host; the audit is never wrongly green."""

import re
from pathlib import Path
from typing import Any

import pytest

import audit
from project_files import ROOT

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
LOCKS = sorted(ROOT.glob("requirements*.lock"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two locks with three packages, one of them in two versions."""
    pin = "{0} \\\n    --hash=sha256:" + "0" * 64 + "\n"
    (tmp_path / "requirements.lock").write_text(pin.format("One==1.0") + pin.format("two==2.0"))
    (tmp_path / "requirements-dev.lock").write_text(
        pin.format('two==2.1 ; python_version < "3.11"') + pin.format("three==3.0")
    )
    return tmp_path


def answers(monkeypatch: Patch, **special: Any) -> list[list[str]]:
    """Let pip-audit find nothing, but what is special to a package; return what it was asked."""
    asked: list[list[str]] = []

    def ask(packages: list[str]) -> list[dict[str, Any]]:
        asked.append(packages)
        pairs = [package.split("==") for package in packages]
        return [
            {"name": name, **special.get(name, {"version": version, "vulns": []})}
            for name, version in pairs
        ]

    monkeypatch.setattr(audit, "ask", ask)
    return asked


def test_every_lock_is_audited_and_its_lines_have_a_hash_and_name_no_host() -> None:
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        pins = [entry for entry in re.split(r"\n(?=[^\s#])", text) if not entry.startswith("#")]
        assert len(pins) > 10
        for pin in pins:
            assert re.match(r"[a-z0-9][\w.-]*==[\w.!+]+", pin) and HASH.search(pin), (lock, pin)
        assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host| @ ", text), lock
    held = [locks for kept in audit.locked(ROOT).values() for locks in kept.values()]
    assert set.union(*held) == {lock.name for lock in LOCKS} and len(LOCKS) == 7


def test_nothing_known_is_green(root: Path, monkeypatch: Patch, capsys: Capture) -> None:
    asked = answers(monkeypatch)
    assert audit.main(root) == 0
    assert capsys.readouterr().out == "None of 4 packages has a known vulnerability.\n"
    assert sorted(map(sorted, asked)) == [["one==1.0", "three==3.0", "two==2.0"], ["two==2.1"]]


def test_a_vulnerability_is_named_with_its_lock(
    root: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    hole = {"id": "CVE-1", "fix_versions": ["3.1"]}
    answers(monkeypatch, three={"version": "3.0", "vulns": [hole]}, one={"skip_reason": "unknown"})
    assert audit.main(root) == 1
    out, err = capsys.readouterr()
    assert out == "three 3.0 (requirements-dev.lock): CVE-1, fixed in 3.1\n"
    assert "of 4 packages the vulnerability service knows nothing of 1, e.g. one 1.0." in err


def test_what_could_not_be_asked_is_not_green(
    root: Path, monkeypatch: Patch, capsys: Capture, tmp_path: Path
) -> None:
    # this environment has no pip-audit, which says as little as one without a network
    assert audit.main(root) == 3
    said = capsys.readouterr().err
    assert said.startswith("Not audited: the vulnerability service gave no answer (")
    assert said.count("\n") == 1
    # pip-audit itself ends with 0 here
    answers(monkeypatch, one={"skip_reason": "Dependency not found on PyPI"})
    assert audit.main(root) == 3
    assert capsys.readouterr().out == ""
    (tmp_path / "no locks").mkdir()
    assert audit.main(tmp_path / "no locks") == 3
