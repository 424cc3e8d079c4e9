"""What goes wrong with a build: nothing is lost, a sentence says why, and the next build works."""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import dbt.tracking
import duckdb
import pytest

from dbt_runs import MARTS, RECORDS, Build, Builder, copy_repository, environment, line, run_dbt
from working_file import take_up

VARIABLE = "SEGMENTATION_DUCKDB_PATH"
# a part of the project that takes a moment, with a table and tests
PART = ["--select", "fct_catalogue_coverage", "assert_fct_catalogue_coverage_keeps_its_contract"]
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == 'reader'); "
HOLD += "print(c.execute('select 1').fetchall(), flush=True); input()"
# root may write anywhere: the command gives that up
AS_AN_ORDINARY_USER = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
os.execv(sys.argv[1], sys.argv[1:])
"""
LINES = [
    line("O1", "C1", "2024-12-31T23:30:00+00:00", "1234.50"),
    line("O2", "C1", "2024-03-31T21:30:00+00:00", "10.00"),
    line("O3", "İı", "2024-02-29", "7"),
]


@pytest.fixture(scope="module")
def company(demo: Build, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Run dbt on a copy of the demo's working file, and look at what is left of it."""
    folder = tmp_path_factory.mktemp("faults")
    working = folder / "working.duckdb"
    shutil.copy(demo.database, working)
    shutil.copytree(demo.target, folder / "target")

    def run(*command: str) -> Build:
        return run_dbt(package, list(command), working, folder / "target", VARIABLE)

    return run


def whole(company: Builder, demo: Build) -> None:
    """The next build works, and every mart is what it was."""
    # as `make build` does
    take_up(company("list", "--select", "fct_insights").database)
    built = company("build", *PART)
    assert built.ok, built.said[-2000:]
    assert built.tables()[MARTS] == demo.tables()[MARTS]
    for mart in demo.tables()[MARTS] - RECORDS:
        content = f"select count(*), bit_xor(hash(t)) from {MARTS}.{mart} as t"
        assert built.rows(content) == demo.rows(content), mart


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes: what a disk does that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_stops_a_build_and_leaves_the_marts(company: Builder, demo: Build) -> None:
    # what dbt itself writes is no part of this
    quiet = ["--no-write-json", "--log-level-file", "none"]
    assert company("build", *PART, *quiet).ok
    with files_end_at(1_000_000):
        stopped = company("run", "--select", "fct_order_lines", *quiet)
    assert not stopped.ok
    assert "File too large" in stopped.said
    whole(company, demo)


def test_a_working_file_that_somebody_holds_is_said(company: Builder, demo: Build) -> None:
    working = company("list", "--select", "fct_insights").database
    command = [sys.executable, "-c", HOLD, str(working)]
    for who in ("build", "reader"):
        with subprocess.Popen(
            [*command, who], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            other.stdout.readline()
            stopped = company("build", *PART)
            other.communicate("\n")
        assert not stopped.ok and "Could not set lock on file" in stopped.said
        assert f"PID {other.pid}" in stopped.said
    whole(company, demo)


def test_a_clock_that_is_put_back_in_mid_build_is_no_negative_time(
    company: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fast(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + timedelta(hours=2)

    with monkeypatch.context() as fast:
        fast.setattr(dbt.tracking, "datetime", Fast)
        built = company("build", *PART)
    assert built.ok, built.said[-2000:]
    assert built.rows(
        "select duration_seconds from segmentation.fct_pipeline_runs "
        "order by started_at desc limit 1"
    ) == [(0,)]


def test_the_place_and_language_of_the_machine_change_nothing(build: Builder) -> None:
    with environment(TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8"):
        time.tzset()
        # timestamps with a zone, which a session's own zone would put on another day
        made = build(
            LINES, {"ordered_at": "timestamp with time zone"}, as_of_date="2025-01-31",
            options=["--select", "+fct_customer_metrics", "+fct_sales_monthly",
                     "--exclude-resource-types", "test"],
        )
    time.tzset()
    assert made.ok, made.said[-2000:]
    # the last hours of December and of March are the next month already in Kiritimati
    assert made.rows(
        "select month::text from segmentation.fct_sales_monthly where orders > 0 order by all"
    ) == [("2024-02-01",), ("2024-03-01",), ("2024-12-01",)]
    assert made.rows(
        "select customer_id, orders, revenue::text, last_ordered_on::text "
        "from segmentation.fct_customer_metrics order by orders"
    ) == [("İı", 1, "7.00", "2024-02-29"), ("C1", 2, "1244.50", "2024-12-31")]


def test_a_checkout_that_is_read_only_builds_elsewhere(tmp_path: Path) -> None:
    checkout, out = copy_repository(tmp_path / "checkout"), tmp_path / "out"
    out.mkdir()
    elsewhere = {"DBT_TARGET_PATH": str(out / "target"), "DBT_LOG_PATH": str(out / "logs"),
                 VARIABLE: str(out / "working.duckdb")}
    dbt = [str(Path(sys.executable).with_name("dbt")), "seed", "--select", "path:seeds/rules"]
    before = sorted(checkout.rglob("*"))
    folders = [checkout, *(path for path in before if path.is_dir())]

    def run(places: dict[str, str | None], *command: str) -> subprocess.CompletedProcess[str]:
        with environment(**places):
            return subprocess.run(
                [sys.executable, "-c", AS_AN_ORDINARY_USER, sys.executable, *command],
                cwd=checkout, capture_output=True, text=True, check=False,
            )

    for path in folders:
        path.chmod(0o555)
    try:
        done = run(elsewhere, *dbt)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        assert sorted(checkout.rglob("*")) == before
        refused = run(dict.fromkeys(elsewhere), "scripts/dbt_build.py")
        assert refused.returncode == 1
        assert "Permission denied" in refused.stderr and refused.stderr.count("\n") == 1
        assert "DBT_LOG_PATH" in refused.stderr
    finally:
        for path in folders:
            path.chmod(0o755)
    with duckdb.connect(elsewhere[VARIABLE], read_only=True) as opened:
        assert opened.execute("select count(*) from segmentation_work.segments").fetchone()[0] > 20
