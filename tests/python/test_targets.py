"""The target list: the mart's rows, nothing that a spreadsheet would run."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from formula_cells import FORMULA_CELLS
from project_files import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from write_targets import file_name, main, problem, safe, write_targets

TABLES = """
    create schema segmentation;
    create table segmentation.dim_segments as
        select 'rfm' as scheme, 'at_risk' as segment, 4 as segment_rank
        union all select 'rfm', 'lost', 5;
    create table segmentation.dim_customers as
        select * from (values
            ('C1', '=cmd()', 'a@b.example', null, 'FR'), ('C2', 'Zoë, "x"', null, 'Ann', null)
        ) as t (customer_id, customer_name, email, account_manager, country);
    create table segmentation.fct_customer_segments as
        select 'rfm' as scheme, unnest(['C1', 'C2']) as customer_id, 'why' as reason,
            'loyal' as better_segment, '2 more orders' as gap_to_better_segment;
    create table segmentation.fct_customer_actions as
        select * from (values
            ('rfm', 'C1', 'at_risk', 'At Risk', 'Call', 2, -5.5, date '2025-01-31'),
            ('rfm', 'C2', 'at_risk', 'At Risk', 'Call', 1, 12.5, date '2025-01-31'),
            ('rfm_11', 'C1', 'at_risk', 'At Risk', 'Other scheme', 1, 12.5, date '2025-01-31'),
            ('rfm', 'C1', 'lost', 'Lost', 'Other segment', 3, 12.5, date '2025-01-31')
        ) as t (scheme, customer_id, segment, segment_name, action, priority, revenue_at_stake,
            review_on);
    alter table segmentation.fct_customer_actions add column channel text;
    alter table segmentation.fct_customer_actions add column owner text;
    alter table segmentation.fct_customer_actions add column goal text;
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "targets.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
    return path


def test_the_list_holds_the_segment_in_order_of_priority(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert write_targets(database, "rfm", "at_risk", out) == 2
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert [(row["priority"], row["customer_id"]) for row in rows] == [("1", "C2"), ("2", "C1")]
    assert rows[0]["customer_name"] == 'Zoë, "x"'
    assert rows[0]["gap_to_better_segment"] == "2 more orders"
    # a formula becomes text, and a number stays one
    assert (rows[1]["customer_name"], rows[1]["revenue_at_stake"]) == ("'=cmd()", "-5.5")


def test_a_formula_is_made_safe_whatever_separates_the_cells() -> None:
    for text, cell in (FORMULA_CELLS | {"\r": "'\r", "\n": "'\n"}).items():
        assert safe(f"{text}1") == f"{cell}1"


@pytest.mark.parametrize(
    "segment",
    ["../../up", "/etc/passwd", "a/b", "it's", 'q"; rm -rf x', "{{ 7 }}", "a\x00b", "two\nlines",
     "..", "x" * 5000, "ü".ljust(300, "ü"), "$(id)", "=cmd()"],
)
def test_a_segment_leads_to_no_other_folder(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, segment: str
) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.chdir(room)
    with duckdb.connect(str(database)) as connection:
        for table in ("dim_segments", "fct_customer_actions"):
            connection.execute(
                f"update segmentation.{table} set segment = ? where segment = 'at_risk'", [segment]
            )
    before = {path for path in tmp_path.rglob("*")}
    monkeypatch.setattr(sys, "argv", ["", "rfm", segment, "--database", str(database)])
    assert main() == 0
    [made] = {path for path in tmp_path.rglob("*")} - before
    assert made.parent == room and made.name.startswith("targets_rfm_")
    assert len(made.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_what_is_missing_is_said_in_a_sentence(database: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no.duckdb"
    assert problem(database, "rfm", "at_risk") is None
    assert "make build" in (problem(missing, "rfm", "lost") or "")
    assert problem(database, "nix", "lost") == "There is no scheme nix; allowed: rfm."
    assert str(file_name("rfm", "at_risk")) == "targets_rfm_at_risk.csv"


@pytest.mark.parametrize(
    "obstacle", ["no database", "no marts", "not to be written", "no such segment"]
)
def test_what_stands_in_the_way_is_said_in_a_sentence(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    obstacle: str,
) -> None:
    segment = "nix" if obstacle == "no such segment" else "lost"
    asked = ["write_targets", "rfm", segment, "--out", str(tmp_path / "none" / "list.csv")]
    if obstacle == "no marts":
        database = tmp_path / "empty.duckdb"
        duckdb.connect(str(database)).close()
    elif obstacle == "no database":
        database = tmp_path / "no database.duckdb"
        database.write_text("not a database " * 100)
    monkeypatch.setattr(sys, "argv", [*asked, "--database", str(database)])
    assert main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert {
        "no database": "The database is in use or can't be read",
        "no marts": "The database has no marts",
        "no such segment": "Scheme rfm has no segment nix; allowed: at_risk, lost.",
        "not to be written": f"Cannot write {tmp_path / 'none' / 'list.csv'}",
    }[obstacle] in said


def test_a_database_that_a_build_holds_is_said(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(database)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as build:
        assert build.stdout.readline() == "1\n"
        asked = ["rfm", "at_risk", "--database", str(database), "--out", str(tmp_path / "l.csv")]
        monkeypatch.setattr(sys, "argv", ["write_targets", *asked])
        assert main() == 1
        build.communicate("\n")
    said = capsys.readouterr().err
    assert said.startswith("The database is in use or can't be read (") and said.count("\n") == 1
    assert said.endswith("): try again later.\n")
    assert not (tmp_path / "l.csv").exists()


ODD = "a$b `touch odd` $(shell touch odd) 'q' \"; touch odd; #\\"


@pytest.mark.parametrize(
    ("target", "name", "words"),
    [
        ("targets", "SCHEME", ["scripts/write_targets.py", ODD, "at_risk"]),
        ("targets", "SEGMENT", ["scripts/write_targets.py", "rfm", ODD]),
        ("publish", "KEEP", ["scripts/publish.py", "--keep", ODD]),
        ("mutants", "ROOMS", ["tests/mutants", "--rooms", ODD, "--size", "5"]),
        ("mutants", "SIZE", ["tests/mutants", "--rooms", "", "--size", ODD]),
        ("engines", "ENGINES", ["scripts/compare_engines.py", *ODD.split()]),
        ("benchmark", "LINES", ["benchmarks/run.py", *ODD.split()]),
        ("test-fuzz", "SEED", None),
        ("targets", "NOBODY_KNOWS_IT", None),
    ],
)
@pytest.mark.parametrize("place", ["command line", "environment"])
def test_make_runs_nothing_that_it_is_given(
    tmp_path: Path, target: str, name: str, words: list[str] | None, place: str
) -> None:
    """A Makefile beside a Python that writes down what it is called with, a word a line."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\nenv > environment\n", encoding="utf-8")
    python.chmod(0o755)
    of_others = {"PYTHONPATH": "/theirs", "PYTHONHOME": "/theirs", "PYTHONSAFEPATH": "1"}
    given = {name: ODD} if place == "environment" else {}
    done = subprocess.run(
        ["make", "-s", target, "PYTHON=true", *([f"{name}={ODD}"] if not given else [])],
        cwd=tmp_path, env=os.environ | of_others | given, capture_output=True, text=True,
        check=True,
    )
    assert not (tmp_path / "odd").exists()
    found = (tmp_path / "environment").read_text(encoding="utf-8").splitlines()
    mine = "PYTHONPATH=tests/python" if target == "mutants" else None
    assert [line for line in found if line.startswith(tuple(of_others))] == [mine][: bool(mine)]
    if words:
        assert done.stdout.splitlines() == words
    else:
        assert f"{'SEGMENTATION_FUZZ_SEED' if name == 'SEED' else name}={ODD}" in found
