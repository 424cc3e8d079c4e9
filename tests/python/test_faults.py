"""What goes wrong with a build: nothing is lost, a sentence says why, and the next build works.

Publishing has its own faults in test_publish.py and test_publish_readers.py, kill -9 among them.
"""

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import dbt.tracking
import duckdb
import pytest

from dbt_runs import Build, copy_repository, environment, run_dbt
from test_publish import AS_AN_ORDINARY_USER
from working_file import take_up

VARIABLE = "SEGMENTATION_DUCKDB_PATH"
# a part of the project that takes a moment, with a table and tests
PART = ["--select", "fct_catalogue_coverage", "assert_fct_catalogue_coverage_keeps_its_contract"]
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == 'reader'); "
HOLD += "print(c.execute('select 1').fetchall(), flush=True); input()"
LINES = [
    {"order_id": "O1", "customer_id": "C1", "ordered_at": "2024-12-31T23:30:00+00:00",
     "line_amount": "1234.50"},
    {"order_id": "O2", "customer_id": "C1", "ordered_at": "2024-03-31T21:30:00+00:00",
     "line_amount": "10.00"},
    {"order_id": "O3", "customer_id": "İı", "ordered_at": "2024-02-29", "line_amount": "7"},
]


@pytest.fixture(scope="module")
def company(
    demo: Build, package: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Build]:
    """Run dbt on a copy of the demo's working file, and look at what is left of it."""
    folder = tmp_path_factory.mktemp("faults")
    working = folder / "working.duckdb"
    shutil.copy(demo.database, working)
    shutil.copytree(demo.target, folder / "target")

    def run(*command: str) -> Build:
        return run_dbt(package, list(command), working, folder / "target", VARIABLE)

    return run


def whole(company: Callable[..., Build], demo: Build) -> None:
    """The next build works, and every mart is what it was."""
    # as `make build` does
    take_up(company("list", "--select", "fct_insights").database)
    built = company("build", *PART)
    assert built.ok, built.said[-2000:]
    names = "select table_name from duckdb_tables() where schema_name = 'segmentation' order by all"
    assert built.rows(names) == demo.rows(names)
    for mart in ("fct_catalogue_coverage", "fct_customer_segments", "fct_order_lines"):
        content = f"select count(*), bit_xor(hash(t)) from segmentation.{mart} as t"
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


def test_a_full_disk_stops_a_build_and_leaves_the_marts(
    company: Callable[..., Build], demo: Build
) -> None:
    # what dbt itself writes is no part of this
    quiet = ["--no-write-json", "--log-level-file", "none"]
    assert company("build", *PART, *quiet).ok
    with files_end_at(1_000_000):
        stopped = company("run", "--select", "fct_order_lines", *quiet)
    assert not stopped.ok
    assert "File too large" in stopped.said
    whole(company, demo)


def test_a_working_file_that_somebody_holds_is_said(
    company: Callable[..., Build], demo: Build
) -> None:
    working = company("list", "--select", "fct_insights").database
    for who in ("build", "reader"):
        with subprocess.Popen(
            [sys.executable, "-c", HOLD, str(working), who],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as other:
            other.stdout.readline()
            stopped = company("build", *PART)
            assert not stopped.ok
            assert "Could not set lock on file" in stopped.said
            assert f"PID {other.pid}" in stopped.said
            other.communicate("\n")
    whole(company, demo)


def test_a_clock_that_is_put_back_in_mid_build_is_no_negative_time(
    company: Callable[..., Build], monkeypatch: pytest.MonkeyPatch
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


def test_the_place_and_language_of_the_machine_change_nothing(build: Callable[..., Build]) -> None:
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
        "select cast(month as text) from segmentation.fct_sales_monthly where orders > 0 "
        "order by all"
    ) == [("2024-02-01",), ("2024-03-01",), ("2024-12-01",)]
    assert made.rows(
        "select customer_id, orders, revenue::text, last_ordered_on::text "
        "from segmentation.fct_customer_metrics order by orders"
    ) == [("İı", 1, "7.00", "2024-02-29"), ("C1", 2, "1244.50", "2024-12-31")]


def test_a_checkout_that_is_read_only_builds_elsewhere(tmp_path: Path) -> None:
    checkout = copy_repository(tmp_path / "checkout")
    dbt_seed = [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "seed", "--select",
                "path:seeds/rules"]
    there = {"DBT_TARGET_PATH": "target", "DBT_LOG_PATH": "logs"}
    elsewhere = {name: str(tmp_path / "out" / path) for name, path in there.items()}
    elsewhere[VARIABLE] = str(tmp_path / "out" / "working.duckdb")
    (tmp_path / "out").mkdir()
    before = sorted(checkout.rglob("*"))
    for path in [checkout, *(path for path in before if path.is_dir())]:
        path.chmod(0o555)
    try:
        with environment(**elsewhere):
            done = subprocess.run(
                [sys.executable, "-c", AS_AN_ORDINARY_USER, sys.executable, *dbt_seed],
                cwd=checkout, capture_output=True, text=True, check=False,
            )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        assert sorted(checkout.rglob("*")) == before
        with environment(DBT_TARGET_PATH=None, DBT_LOG_PATH=None, **{VARIABLE: None}):
            refused = subprocess.run(
                [sys.executable, "-c", AS_AN_ORDINARY_USER, sys.executable, "scripts/dbt_build.py"],
                cwd=checkout, capture_output=True, text=True, check=False,
            )
        assert refused.returncode == 1
        assert "Permission denied" in refused.stderr and refused.stderr.count("\n") == 1
        assert "DBT_LOG_PATH" in refused.stderr
    finally:
        for path in [checkout, *(path for path in before if path.is_dir())]:
            path.chmod(0o755)
    with duckdb.connect(elsewhere[VARIABLE], read_only=True) as opened:
        assert opened.execute("select count(*) from segmentation_work.segments").fetchone()[0] > 20


def test_an_unreadable_parquet_file_is_named(
    build: Callable[..., Build], tmp_path: Path
) -> None:
    path = tmp_path / "lines.parquet"
    for content in (None, b"", b"PAR1 and nothing behind it"):
        if content is not None:
            path.write_bytes(content)
        stopped = build(
            order_lines=f"read_parquet('{path}')",
            options=["--exclude", "path:seeds/demo", "--select", "stg_segmentation__order_lines"],
            command="run",
        )
        assert not stopped.ok
        assert str(path) in stopped.said
