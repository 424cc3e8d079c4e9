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

from write_targets import file_name, main, safe, write_targets

Patch = pytest.MonkeyPatch
TABLES = """
    create schema segmentation;
    use segmentation;
    create table dim_segments as select 'rfm' as scheme, unnest(['at_risk', 'lost']) as segment,
        unnest([4, 5]) as segment_rank;
    create table dim_customers as select * from (values
        ('C1', '=cmd()', 'a@b.example', null, 'FR'), ('C2', 'Zoë, "x"', null, 'Ann', null)
    ) as t (customer_id, customer_name, email, account_manager, country);
    create table fct_customer_segments as
        select 'rfm' as scheme, unnest(['C1', 'C2']) as customer_id, 'why' as reason,
            'loyal' as better_segment, '2 more orders' as gap_to_better_segment;
    create table fct_customer_actions as
        select *, date '2025-01-31' as review_on, '' as channel, '' as owner, '' as goal
        from (values
            ('rfm', 'C1', 'at_risk', 'At Risk', 'Call', 2, -5.5, 'let_go', false),
            ('rfm', 'C2', 'at_risk', 'At Risk', 'Call', 1, 12.5, 'invest', true),
            ('rfm_11', 'C1', 'at_risk', 'At Risk', 'Other scheme', 1, 12.5, 'watch', true),
            ('rfm', 'C1', 'lost', 'Lost', 'Other segment', 3, 12.5, 'watch', true)
        ) as t (scheme, customer_id, segment, segment_name, action, priority, expected_gain,
            decision, is_best_action);
    alter table fct_customer_actions add column expected_gain_reason varchar default 'worth it';
    alter table fct_customer_actions add column cause varchar;
    alter table fct_customer_actions add column cause_sentence varchar;
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
    assert (rows[1]["customer_name"], rows[1]["expected_gain"]) == ("'=cmd()", "-5.5")
    # why is told once a customer
    assert [row["expected_gain_reason"] for row in rows] == ["worth it", ""]
    for text, cell in (FORMULA_CELLS | {"\r": "'\r", "\n": "'\n"}).items():
        assert safe(f"{text}1") == f"{cell}1"
    assert str(file_name("rfm", "at_risk")) == "targets_rfm_at_risk.csv"


# C1 came, C2 and one whom nobody knows any more went; what else there is, is of another build
NEWS = """
    use segmentation;
    create table fct_pipeline_runs as select * from (values
        ('first', 5, timestamp '2025-01-01'), ('last', 5, timestamp '2025-01-02'),
        ('test', null, timestamp '2025-01-03')
    ) as t (run_id, lines_read, started_at);
    create table fct_audience_changes as select * from (values
        ('rfm.at_risk', 'C1', 'last', 'entered', 'loyal', 'at_risk'),
        ('rfm.lost', 'C2', 'last', 'entered', 'at_risk', 'lost'),
        ('rfm.at_risk', 'C2', 'last', 'left', 'at_risk', 'lost'),
        ('rfm.at_risk', 'C0', 'last', 'left', 'at_risk', null),
        ('rfm.at_risk', 'C2', 'first', 'entered', null, 'at_risk'),
        ('rfm.at_risk', 'C0', 'first', 'entered', null, 'at_risk')
    ) as t (audience, customer_id, release_id, change, from_segment, to_segment);
    delete from fct_customer_actions where customer_id = 'C2';
    insert into fct_customer_actions by name
    from fct_customer_actions select * replace ('Call again' as action, 4 as priority)
    where scheme = 'rfm' and segment = 'at_risk';
"""


def test_what_is_new_since_last_time(
    database: Path, tmp_path: Path, monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["", "rfm", "at_risk", "--database", str(database), "--since"]
    monkeypatch.setattr(sys, "argv", [*asked, "last"])
    assert main() == 1
    takes = "SINCE takes fct_audience_changes; `make build` makes it, with part audiences.\n"
    assert capsys.readouterr().err == takes
    with duckdb.connect(str(database)) as connection:
        connection.execute(NEWS)
    assert main() == 0
    assert capsys.readouterr().out == "Wrote 4 rows to targets_rfm_at_risk_since_last.csv.\n"
    text = (tmp_path / "targets_rfm_at_risk_since_last.csv").read_text(encoding="utf-8-sig")
    columns = ["change", "from_segment", "to_segment", "customer_id", "customer_name", "action"]
    assert [[row[name] for name in columns] for row in csv.DictReader(text.splitlines())] == [
        ["entered", "loyal", "at_risk", "C1", "'=cmd()", "Call"],
        ["entered", "loyal", "at_risk", "C1", "'=cmd()", "Call again"],
        ["left", "at_risk", "", "C0", "", ""],
        ["left", "at_risk", "lost", "C2", 'Zoë, "x"', ""],
    ]
    with duckdb.connect(str(database)) as connection:
        connection.execute("insert into segmentation.fct_pipeline_runs values ('now', 5, now())")
    assert main() == 0
    nobody = ".csv: nobody entered or left since the last release.\n"
    assert capsys.readouterr().out.endswith(nobody)
    monkeypatch.setattr(sys, "argv", [*asked, "Monday"])
    assert main() == 1
    assert capsys.readouterr().err == "SINCE is 'Monday'; allowed: last, or nothing.\n"


@pytest.mark.parametrize(
    "segment",
    ["../../up", "/etc/passwd", "a/b", "it's", 'q"; rm -rf x', "{{ 7 }}", "a\x00b", "two\nlines",
     "..", "x" * 5000, "ü".ljust(300, "ü"), "$(id)", "=cmd()"],
)
def test_a_segment_leads_to_no_other_folder(
    database: Path, tmp_path: Path, monkeypatch: Patch, segment: str
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


HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"


@pytest.mark.parametrize(
    ("obstacle", "sentence"),
    [
        ("is missing", "make build"),
        ("is no database", "The database is in use or can't be read"),
        ("has no marts", "The database has no marts"),
        ("is held by a build", "): try again later.\n"),
        ("has no such scheme", "There is no scheme nix; allowed: rfm."),
        ("has no such segment", "Scheme rfm has no segment nix; allowed: at_risk, lost."),
        ("leads to no folder", "Cannot write "),
    ],
)
def test_what_stands_in_the_way_is_said_in_a_sentence(
    database: Path,
    tmp_path: Path,
    monkeypatch: Patch,
    capsys: pytest.CaptureFixture[str],
    obstacle: str,
    sentence: str,
) -> None:
    scheme = "nix" if obstacle == "has no such scheme" else "rfm"
    segment = "nix" if obstacle == "has no such segment" else "lost"
    out = tmp_path / ("none" if obstacle == "leads to no folder" else "") / "list.csv"
    if obstacle in ("is missing", "is no database", "has no marts"):
        database.unlink()
    if obstacle == "is no database":
        database.write_text("not a database " * 100)
    elif obstacle == "has no marts":
        duckdb.connect(str(database)).close()
    asked = ["", scheme, segment, "--database", str(database), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", asked)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD if obstacle == "is held by a build" else "print(1)", database],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as build:
        assert build.stdout.readline() == "1\n"
        assert main() == 1
        build.communicate("\n")
    said = capsys.readouterr().err
    assert sentence in said and said.count("\n") == 1
    assert not out.exists()


ODD = "a$b `touch odd` $(shell touch odd) 'q' \"; touch odd; #\\"


@pytest.mark.parametrize(
    ("target", "name", "words"),
    [
        ("targets", "SCHEME", ["scripts/write_targets.py", ODD, "at_risk"]),
        ("targets", "SEGMENT", ["scripts/write_targets.py", "rfm", ODD]),
        ("targets", "SINCE", ["scripts/write_targets.py", "rfm", "at_risk", "--since", ODD]),
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
